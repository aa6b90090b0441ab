package io.polyloop.topic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a topic: just after message {@code seq} of the history called {@code epoch}. On the wire
 * {@code <epoch>:<seq>}.
 *
 * @param epoch names one history of the journal. Without it, a journal restored from an older backup would accept
 *     seq 10 of another history, and the subscriber would miss messages without a word.
 * @param seq the last message already seen; 0 before the first
 */
public record Position(String epoch, long seq) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9]{8,32}):(0|[1-9][0-9]{0,17})");

    /** Reads {@code <epoch>:<seq>}; anything else is {@link Problem#INVALID_POSITION}. */
    public static Position parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Problem.INVALID_POSITION.because(
                    "a position is <epoch>:<seq> as it was received, or 0 for the oldest");
        }
        return new Position(form.group(1), Long.parseLong(form.group(2)));
    }

    @Override
    public String toString() {
        return epoch + ":" + seq;
    }
}
