package io.polyloop.bench.fanout;

import java.util.List;

/** The number of outstanding messages; the next is published when the last subscriber has received one of them. */
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

    /** The name in tables. */
    String title() {
        return title;
    }

    int outstanding() {
        return outstanding;
    }
}
