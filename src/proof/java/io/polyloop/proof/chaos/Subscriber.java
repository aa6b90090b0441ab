package io.polyloop.proof.chaos;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Random;

/**
 * Listens to one topic for ever: whenever its connection ends, it goes on at another node from its last position, and
 * now and then it ends the connection itself. Event loop only.
 */
final class Subscriber {
    private static final long RETRY_MS = 50;
    private static final long WATCH_MS = 500;
    private static final long SILENCE = 4_000_000_000L;

    private final Vertx vertx;
    private final Way way;
    private final List<URI> nodes;
    private final Random random;
    private final Absences absences;
    private final String topic;
    private final long cutAfterMs;
    private final Track track = new Track();
    private Session session;
    private String position = "0";
    private boolean ended;

    Subscriber(Vertx vertx, Way way, List<URI> nodes, Random random, Absences absences, String topic, long cutAfterMs) {
        this.vertx = vertx;
        this.way = way;
        this.nodes = nodes;
        this.random = random;
        this.absences = absences;
        this.topic = topic;
        this.cutAfterMs = cutAfterMs;
    }

    void start() {
        connect(random.nextInt(nodes.size()), null);
    }

    /** Ends for good. */
    void end() {
        ended = true;
        if (session != null) {
            session.giveUp();
        }
    }

    String topic() {
        return topic;
    }

    Track track() {
        return track;
    }

    private void connect(int node, Absences.Absence absence) {
        if (ended) {
            return;
        }
        session = new Session(node, absence);
        Session mine = session;
        way.connect(nodes.get(node), topic, position, mine)
                .onSuccess(mine::opened)
                .onFailure(failed -> vertx.setTimer(RETRY_MS, id -> connect(other(node), mine.absence)));
    }

    private int other(int node) {
        return nodes.size() == 1 ? node : (node + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
    }

    /** One connection. What comes late from an earlier one, that was given up, is not listened to. */
    private final class Session implements Ear {
        private final int node;
        private Absences.Absence absence;
        private Runnable cut = () -> {};
        private long heard = System.nanoTime();
        private long watch = -1;
        private boolean over;

        Session(int node, Absences.Absence absence) {
            this.node = node;
            this.absence = absence;
        }

        void opened(Runnable end) {
            cut = end;
            watch = vertx.setPeriodic(WATCH_MS, id -> watch());
            vertx.setTimer(1 + random.nextLong(2 * cutAfterMs), id -> giveUp());
        }

        @Override
        public void message(String after, long seq, String key) {
            if (over) {
                return;
            }
            heard = System.nanoTime();
            if (absence != null) {
                absences.ended(absence);
                absence = null;
            }
            track.saw(seq, key);
            position = after;
        }

        @Override
        public void reset() {
            track.reset();
        }

        @Override
        public void alive() {
            heard = System.nanoTime();
        }

        @Override
        public void closed() {
            if (!over) {
                over = true;
                vertx.cancelTimer(watch);
                connect(other(node), absences.began(node));
            }
        }

        private void watch() {
            if (System.nanoTime() - heard > SILENCE) {
                giveUp();
            }
        }

        private void giveUp() {
            if (!over) {
                closed();
                cut.run();
            }
        }
    }
}
