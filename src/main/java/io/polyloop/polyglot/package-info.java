/**
 * Verticles written as scripts. Needs the GraalJS libraries only once a {@code js:} verticle is deployed: remove this
 * package together with {@code src/main/js} and the three Graal dependencies, and nothing else notices.
 */
package io.polyloop.polyglot;
