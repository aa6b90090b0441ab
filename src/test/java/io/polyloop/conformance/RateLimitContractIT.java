package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitContractIT {
    private static final String BATCH = "1\n".repeat(500);

    private final HttpCheck contract = new HttpCheck();

    @TempDir
    Path dir;

    @Test
    void answers_say_what_is_left_until_a_request_is_refused() {
        try (TestNode node = TestNode.start(dir, "limits.rate.topic", 100)) {
            RawHttp http = new RawHttp(node.port());

            RawResponse first = contract.check("append", append(http));
            assertEquals(201, first.status(), first::toString);
            assertTrue(first.header("RateLimit").startsWith("\"topic\";r=0;t="), first::toString);
            assertEquals("\"topic\";q=100;w=1", first.header("RateLimit-Policy"));

            // 500 messages take 5 seconds at this rate, of which one may be ahead.
            RawResponse refused = append(http);
            contract.refused(Problem.RATE_LIMITED, "append", refused);
            assertTrue(refused.header("RateLimit").startsWith("\"topic\";r=0;t="), refused::toString);
            assertTrue(Integer.parseInt(refused.header("Retry-After")) >= 2, refused::toString);
        }
    }

    private static RawResponse append(RawHttp http) {
        return http.post("/api/v1/topics/t/messages", BATCH, RawHttp.NDJSON);
    }
}
