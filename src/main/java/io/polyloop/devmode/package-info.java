/** What {@code mvn vertx:run} starts: it builds, runs and replaces the node, which knows nothing of it. */
package io.polyloop.devmode;
