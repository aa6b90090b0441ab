/** The event bus between the parts of the service: its addresses, the messages on them and typed clients. */
package io.polyloop.bus;
