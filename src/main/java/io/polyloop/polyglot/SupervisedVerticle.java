package io.polyloop.polyglot;

import io.vertx.core.Deployable;

/** A verticle that runs a script, as every {@link Language}'s factory makes them, so that it can be supervised. */
public interface SupervisedVerticle extends Deployable {

    /** Takes the monitor of this instance. Called before it is deployed, or never. */
    void monitor(ScriptMonitor monitor);

    /** The calls that have not ended, in words, such as {@code the handler of orders}. Safe to call from any thread. */
    default String pending() {
        return "a handler";
    }
}
