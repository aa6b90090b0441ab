/**
 * All that reaches below the public API of Vert.x, with the public API as its fallback.
 *
 * <p>Nothing outside of this package imports a type of Netty or an internal type of Vert.x. Code that uses
 * an internal type checks {@link io.polyloop.internals.VertxInternals#enabled} first: with the setting {@code vertx.internals: false} a node runs
 * on the public API alone. Decision 4 lists every use with its reason, and what falls away without it.
 */
package io.polyloop.internals;
