package io.polyloop.proof.chaos;

/** From which build to which one the nodes of a scenario change. */
enum Update {
    /** All nodes are of this build. */
    NONE,
    TO_THIS,
    TO_OTHER
}
