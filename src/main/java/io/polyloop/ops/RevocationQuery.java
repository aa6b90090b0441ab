package io.polyloop.ops;

import io.polyloop.topic.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which revocations an administrator lists. A page is small: its text is built on the event loop of the probes. */
record RevocationQuery(long after, int limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Pattern LIMIT = Pattern.compile("\\d{1,6}");
    private static final Pattern CURSOR = Pattern.compile("\\d{1,18}");

    /** Of the parameters {@code limit} and {@code cursor}. Throws {@link Problem#INVALID_PARAMETER} for others. */
    static RevocationQuery of(Map<String, String> parameters) {
        Map<String, String> others = new HashMap<>(parameters);
        String limit = others.remove("limit");
        String cursor = others.remove("cursor");
        if (!others.isEmpty()) {
            throw Problem.INVALID_PARAMETER.because("the parameters of this list are limit and cursor");
        }
        return new RevocationQuery(cursor(cursor), limit(limit));
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.INVALID_PARAMETER.because("limit must be a number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    private static long cursor(String text) {
        if (text == null) {
            return 0;
        }
        if (!CURSOR.matcher(text).matches()) {
            throw Problem.INVALID_PARAMETER.because("cursor must be the next value of an earlier response");
        }
        return Long.parseLong(text);
    }
}
