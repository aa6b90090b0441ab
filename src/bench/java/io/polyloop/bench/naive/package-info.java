/** Fan-out by the event bus, as tutorials write it. */
package io.polyloop.bench.naive;
