package io.polyloop.gateway;

import io.polyloop.bus.RouteAnnouncement;
import io.polyloop.bus.RouteBody;

/** One route in the table, with its pending requests. Event loop only. */
final class RouteEntry {
    private final RouteAnnouncement announcement;
    private final RouteDemands demands = new RouteDemands();
    private RouteBody body = RouteBody.ANY;
    private int announcements;
    private int pending;

    RouteEntry(RouteAnnouncement announcement) {
        this.announcement = announcement;
    }

    RouteAnnouncement announcement() {
        return announcement;
    }

    /** Called at each announcement of the route. */
    void onAnnouncement(RouteAnnouncement latest) {
        announcements++;
        body = latest.body();
    }

    /** How the body of a request is read, as the latest announcement says. */
    RouteBody body() {
        return body;
    }

    /** Who can call it. */
    RouteDemands demands() {
        return demands;
    }

    /** The number of announcements: a failure from before the last one says nothing about the present. */
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
