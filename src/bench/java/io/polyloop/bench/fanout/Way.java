package io.polyloop.bench.fanout;

import java.util.List;

/** How messages are published: so many outstanding, the next one when the last subscriber has got one of them. */
enum Way {
    PACED("paced", 1),
    BURSTING("bursting", 16),
    DEEP("64 outstanding", 64);

    static final List<Way> TWO = List.of(PACED, BURSTING);
    static final List<Way> ALL = List.of(values());

    private final String title;
    private final int outstanding;

    Way(String title, int outstanding) {
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
