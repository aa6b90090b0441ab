package io.polyloop.topic;

/** Where reading starts: the {@code after} of the wire contract. */
public sealed interface ReadFrom {
    /** From now on: only messages that are not committed yet. */
    record Now() implements ReadFrom {}

    /** From the oldest message kept. */
    record Oldest() implements ReadFrom {}

    /** Just after a position received earlier. */
    record After(Position position) implements ReadFrom {}

    /** From now on. */
    ReadFrom NOW = new Now();
    /** From the oldest message kept. */
    ReadFrom OLDEST = new Oldest();

    /** Parses the wire's {@code after}: null is {@link Now}, {@code 0} is {@link Oldest}, other text is a position. */
    static ReadFrom parse(String after) {
        if (after == null) {
            return NOW;
        }
        return after.equals("0") ? OLDEST : new After(Position.parse(after));
    }
}
