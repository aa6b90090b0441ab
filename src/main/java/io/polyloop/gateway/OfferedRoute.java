package io.polyloop.gateway;

/** One route that a server knows of, and how busy it is. Event loop only. */
final class OfferedRoute {
    private final Offer offer;
    private int offers;
    private int waiting;

    OfferedRoute(Offer offer) {
        this.offer = offer;
    }

    Offer offer() {
        return offer;
    }

    /** It was offered, again maybe. */
    void heard() {
        offers++;
    }

    /** How often it was offered: an answer from before the last offer says nothing about what is there now. */
    int offers() {
        return offers;
    }

    /** One more request waits for an answer; false if as many as {@code limit} do. */
    boolean enter(int limit) {
        if (waiting >= limit) {
            return false;
        }
        waiting++;
        return true;
    }

    void leave() {
        waiting--;
    }
}
