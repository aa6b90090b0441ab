/** Fan-out over the event bus, as tutorials show it. */
package io.polyloop.bench.naive;
