/** The composition root: {@code Main} starts the process, {@code MainVerticle} deploys the parts of the node. */
package io.polyloop;
