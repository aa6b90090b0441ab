package io.polyloop.topic;

/** Where reading begins: the {@code after} of the wire contract. */
public sealed interface ReadFrom {
    /** From now on: nothing that is committed already. */
    record Now() implements ReadFrom {}

    /** From the oldest message kept. */
    record Oldest() implements ReadFrom {}

    /** Just after a position received earlier. */
    record After(Position position) implements ReadFrom {}

    ReadFrom NOW = new Now();
    ReadFrom OLDEST = new Oldest();

    /** Absent (null) is {@link Now}, {@code 0} is {@link Oldest}, everything else has to be a position. */
    static ReadFrom parse(String after) {
        if (after == null) {
            return NOW;
        }
        return after.equals("0") ? OLDEST : new After(Position.parse(after));
    }
}
