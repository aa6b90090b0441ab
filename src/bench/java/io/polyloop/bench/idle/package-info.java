/** Memory of idle connections. */
package io.polyloop.bench.idle;
