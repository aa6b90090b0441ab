package io.polyloop.topic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a topic: directly after message {@code seq} in the history {@code epoch}. On the wire
 * {@code <epoch>:<seq>}.
 *
 * @param epoch names one history of the journal. Without it, a journal restored from an older backup would accept
 *     seq 10 of another history, and the subscriber would silently miss messages.
 * @param seq the last message received; 0 before the first
 */
public record Position(String epoch, long seq) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9]{8,32}):(0|[1-9][0-9]{0,17})");

    /** Parses {@code <epoch>:<seq>}; any other text fails with {@link Problem#INVALID_POSITION}. */
    public static Position parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Problem.INVALID_POSITION.because(
                    "a position is <epoch>:<seq> as received, or 0 for the oldest message");
        }
        return new Position(form.group(1), Long.parseLong(form.group(2)));
    }

    @Override
    public String toString() {
        return epoch + ":" + seq;
    }
}
