/** The doors: HTTP, WebSocket and server-sent events. Parses and refuses at the edge; past it there are only records. */
package io.polyloop.web;
