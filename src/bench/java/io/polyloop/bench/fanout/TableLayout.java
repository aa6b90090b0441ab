package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.load.LoadResult;
import java.util.List;
import java.util.Locale;

/** Which table, row and column hold a measurement. */
interface TableLayout {
    /** One table for each number of subscribers, one row for each peer. */
    TableLayout BY_SIZE = (peer, size, mode, micros, load) -> {
        String table = String.format(Locale.ROOT, "fan-out, %,d subscribers, %s", size, mode);
        return List.of(
                new Figure(table, peer.name(), "CPU µs a delivery", micros),
                new Figure(table, peer.name(), "deliveries/s", load.deliveriesPerSecond()),
                new Figure(table, peer.name(), "load client's CPU %", load.clientPercent()));
    };

    List<Figure> figures(LivePeer peer, int size, String mode, double micros, LoadResult load);

    /** One table, one row for each peer and publish mode, one column for each size. */
    static TableLayout growth(String title, String of) {
        return (peer, size, mode, micros, load) -> List.of(
                new Figure(title, peer.name() + ", " + mode, String.format(Locale.ROOT, "%,d %s", size, of), micros));
    }
}
