package io.polyloop.gateway;

import io.polyloop.bus.RouteAnnouncement;
import io.polyloop.bus.RoutePath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that one server knows of. Event loop only. */
final class RouteTable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

    /** One path with what is answered there, by method. */
    private record Address(String[] shape, Map<String, RouteEntry> methods) {}

    /** @param params values of the path's parameters, undecoded */
    record Match(Map<String, RouteEntry> methods, List<String> params) {}

    // In the order of shapes, so that every node finds the same one: /orders/latest before /orders/{}.
    private final Map<String, Address> addresses = new TreeMap<>();
    private final LongSupplier clock;

    /** @param clock nanoseconds, such as {@link System#nanoTime()} */
    RouteTable(LongSupplier clock) {
        this.clock = clock;
    }

    void add(RouteAnnouncement announcement) {
        RouteEntry entry = addresses
                .computeIfAbsent(announcement.shape(), shape -> new Address(shape.split("/"), new TreeMap<>()))
                .methods()
                .computeIfAbsent(announcement.method(), method -> new RouteEntry(announcement));
        entry.onAnnouncement(announcement);
        if (entry.demands().add(announcement.allow(), clock.getAsLong())) {
            LOG.warn(
                    "{} {} is registered with different values of allow, and demands all of them: {}",
                    announcement.method(),
                    announcement.shape(),
                    entry.demands());
        }
    }

    void remove(RouteAnnouncement announcement) {
        addresses.computeIfPresent(announcement.shape(), (shape, address) -> {
            address.methods().remove(announcement.method());
            return address.methods().isEmpty() ? null : address;
        });
    }

    /** What is answered at this path, or null. */
    Match match(String path) {
        if (addresses.isEmpty()) {
            return null;
        }
        // With -1 the last slash counts: /orders/ is not /orders.
        String[] segments = path.split("/", -1);
        for (Address address : addresses.values()) {
            List<String> params = RoutePath.match(address.shape(), segments);
            if (params != null) {
                return new Match(address.methods(), params);
            }
        }
        return null;
    }
}
