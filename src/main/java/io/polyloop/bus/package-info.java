/** The event bus as Polyloop uses it: addresses, what crosses them, and a typed side for each. */
package io.polyloop.bus;
