package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import java.util.function.IntConsumer;

/** Networks that are cut and healed; afterwards all nodes have to hear each other again, without a restart. */
final class Cuts {
    private static final long LEAST_MS = 5_000;
    private static final long MOST_MS = 60_000;

    private Cuts() {}

    /** The node no longer hears the others, but its clients reach it and it reaches the database. */
    static void others(Site site) {
        cut(site, "cut from the others", site.network()::cutFromOthers, site.network()::healFromOthers);
    }

    /** Nobody reaches the node, and it reaches nobody. */
    static void all(Site site) {
        cut(site, "cut from everything", site.network()::cut, site.network()::heal);
    }

    private static void cut(Site site, String what, IntConsumer cut, IntConsumer heal) {
        int index = site.random().nextInt(site.nodes().size());
        LocalNode node = site.nodes().get(index);
        site.timeline().note(node.name(), what);
        cut.accept(index);
        try {
            Pause.of(site.random(), LEAST_MS, MOST_MS);
        } finally {
            heal.accept(index);
        }
        long healed = site.timeline().now();
        site.timeline().note(node.name(), "healed");
        site.awaitReady();
        long took = site.timeline().now() - healed;
        site.timeline().healed(took);
        site.timeline().note("all", "hear each other after " + took + " ms");
    }
}
