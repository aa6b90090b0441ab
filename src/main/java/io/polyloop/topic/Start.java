package io.polyloop.topic;

/** Where reading begins: the {@code after} of the wire contract. */
public sealed interface Start {
    /** From now on: nothing that is committed already. */
    record Now() implements Start {}

    /** From the oldest message kept. */
    record Oldest() implements Start {}

    /** Just after a position received earlier. */
    record After(Position position) implements Start {}

    Start NOW = new Now();
    Start OLDEST = new Oldest();

    /** Absent (null) is {@link Now}, {@code 0} is {@link Oldest}, everything else has to be a position. */
    static Start parse(String after) {
        if (after == null) {
            return NOW;
        }
        return after.equals("0") ? OLDEST : new After(Position.parse(after));
    }
}
