/** The event bus of Polyloop: its addresses, the messages on them and typed clients. */
package io.polyloop.bus;
