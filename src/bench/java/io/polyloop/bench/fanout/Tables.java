package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.load.Load;
import java.util.List;
import java.util.Locale;

/** Where a measurement stands. */
interface Tables {
    /** A table for each number of subscribers, a row a peer. */
    Tables BY_SIZE = (peer, size, how, micros, load) -> {
        String table = String.format(Locale.ROOT, "fan-out, %,d subscribers, %s", size, how);
        return List.of(
                new Figure(table, peer.name(), "CPU µs a delivery", micros),
                new Figure(table, peer.name(), "deliveries/s", load.deliveriesPerSecond()),
                new Figure(table, peer.name(), "load client's CPU %", load.clientPercent()));
    };

    List<Figure> figures(LivePeer peer, int size, String how, double micros, Load load);

    /** One table, a row a peer and way of publishing, a column a size. */
    static Tables growth(String title, String of) {
        return (peer, size, how, micros, load) -> List.of(
                new Figure(title, peer.name() + ", " + how, String.format(Locale.ROOT, "%,d %s", size, of), micros));
    }
}
