package io.polyloop.polyglot;

/** What a supervisor learns from the instances of its script. Called by any thread; must not block. */
interface InstanceListener {

    /** A handler failed; {@code reason} says why and where in one line. */
    void failed(String reason);

    /** {@code scripts.restart-after} handlers in a row failed. */
    void failedTooOften();

    /** A call does not end when it is interrupted; {@code what} names it. */
    void stuck(String what);

    /** A call that was stuck ended after all. */
    void recovered();

    /** The thread of a stuck call was abandoned. */
    void threadAbandoned();

    /** An instance was not undeployed in time; {@code pending} names the calls it waits for. */
    void undeploymentTimedOut(String pending);
}
