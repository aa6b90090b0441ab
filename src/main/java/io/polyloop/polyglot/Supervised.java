package io.polyloop.polyglot;

import io.vertx.core.Deployable;

/** A verticle that runs a script, as every {@link Language}'s factory makes them, so that it can be supervised. */
public interface Supervised extends Deployable {

    /** Takes the monitor of this instance. Called before it is deployed, or never. */
    void monitor(Monitor monitor);
}
