package io.polyloop.gateway;

/** One route that a server knows of, and how busy it is. Event loop only. */
final class RouteEntry {
    private final RouteAnnouncement announcement;
    private int announcements;
    private int pending;

    RouteEntry(RouteAnnouncement offer) {
        this.announcement = offer;
    }

    RouteAnnouncement announcement() {
        return announcement;
    }

    /** It was offered, again maybe. */
    void onAnnouncement() {
        announcements++;
    }

    /** How often it was offered: an answer from before the last offer says nothing about what is there now. */
    int announcements() {
        return announcements;
    }

    /** One more request waits for an answer; false if as many as {@code limit} do. */
    boolean tryAcquire(int limit) {
        if (pending >= limit) {
            return false;
        }
        pending++;
        return true;
    }

    void release() {
        pending--;
    }
}
