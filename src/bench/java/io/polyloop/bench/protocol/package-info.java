/** How each kind of server is subscribed to and published to. */
package io.polyloop.bench.protocol;
