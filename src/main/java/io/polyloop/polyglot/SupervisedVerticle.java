package io.polyloop.polyglot;

import io.vertx.core.Deployable;

/** A verticle that a {@link Supervisor} can monitor. The factory of a {@link Language} creates such verticles. */
public interface SupervisedVerticle extends Deployable {

    /** Sets the monitor of this instance. Called before it is deployed, or never. */
    void monitor(ScriptMonitor monitor);

    /** The pending calls in words, such as {@code the handler of orders}. Safe to call from any thread. */
    default String pending() {
        return "a handler";
    }
}
