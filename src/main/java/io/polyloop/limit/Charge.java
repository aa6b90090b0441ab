package io.polyloop.limit;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request at the rate limits.
 *
 * @param quotas where the client stands with each limit that is on; if any is exceeded, nothing was charged
 */
public record Charge(List<Quota> quotas) {
    static final Charge NONE = new Charge(List.of());

    /** The refusal of the request, with the longest wait of all that it exceeds; empty if it is allowed. */
    public Optional<ProblemException> refusal() {
        return quotas.stream()
                .filter(Quota::isExceeded)
                .max(Comparator.comparing(Quota::retryAfter))
                .map(quota -> Problem.RATE_LIMITED.because(
                        "too many requests or messages a second (limits.rate." + quota.limit() + ")",
                        quota.retryAfter()));
    }
}
