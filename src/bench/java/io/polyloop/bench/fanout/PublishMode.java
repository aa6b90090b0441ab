package io.polyloop.bench.fanout;

import java.util.List;

/** How messages are published: so many outstanding, the next one when the last subscriber has got one of them. */
enum PublishMode {
    PACED("paced", 1),
    BURSTING("bursting", 16),
    DEEP("64 outstanding", 64);

    static final List<PublishMode> PACED_AND_BURSTING = List.of(PACED, BURSTING);
    static final List<PublishMode> ALL = List.of(values());

    private final String title;
    private final int outstanding;

    PublishMode(String title, int outstanding) {
        this.title = title;
        this.outstanding = outstanding;
    }

    /** Its name in the tables. */
    String title() {
        return title;
    }

    int outstanding() {
        return outstanding;
    }
}
