/** HTTP, WebSocket and server-sent events. Input is parsed and validated here; the other packages receive records. */
package io.polyloop.web;
