package io.polyloop.polyglot;

import java.time.Duration;
import java.util.List;

/**
 * What a script may ask of other servers.
 *
 * @param origins which, as in {@code https://api.example.com}, in lower case and without the default port
 * @param maxBody bytes of one answer
 * @param timeout of one answer, to its last byte
 * @param atOnce answers that one instance of a script may wait for
 */
public record FetchRules(List<String> origins, int maxBody, Duration timeout, int atOnce) {
    /** No server at all. */
    public static final FetchRules NOTHING = new FetchRules(List.of(), 0, Duration.ZERO, 0);
}
