package io.polyloop.live;

/** What a subscriber wants when it reads more slowly than messages come. */
public enum OnSlow {
    /** Everything, later: what waits is read from the journal. */
    WAIT,
    /** The latest: what waited is skipped, and told so. */
    SKIP
}
