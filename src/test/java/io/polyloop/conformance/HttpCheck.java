package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Holds answers to openapi.yaml. */
public final class HttpCheck {
    private final ContractFile file = ContractFile.openApi();
    private final Schemas schemas = new Schemas(file);

    /** Fails unless the contract lists an answer like this one for the operation. */
    public RawResponse check(String operation, RawResponse answer) {
        dated(answer);
        String response = response(operation, answer.status());
        file.object(response)
                .getJsonObject("headers", new JsonObject())
                .fieldNames()
                .forEach(name -> checkHeader(resolve(response + "/headers/" + name), answer.header(name), name));
        checkBody(response, answer);
        return answer;
    }

    /** Fails unless this is a refusal with that problem, as the contract lists it for the operation. */
    public void refused(Problem problem, String operation, RawResponse answer) {
        refused(problem, answer);
        check(operation, answer);
    }

    /** Fails unless this is a refusal with that problem, on a route or for a reason the contract does not list. */
    public void refused(Problem problem, RawResponse answer) {
        dated(answer);
        assertEquals(problem.status(), answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.mediaType(), answer::toString);
        JsonObject body = answer.json();
        schemas.check("/components/schemas/Problem", body);
        assertEquals(problem.code(), body.getString("code"), answer::toString);
        assertEquals(problem.title(), body.getString("title"));
        assertEquals(problem.status(), body.getInteger("status"));
    }

    // RFC 9110, section 6.6.1: a cache that is given no date makes one up.
    private static void dated(RawResponse answer) {
        assertNotNull(answer.header("Date"), answer::toString);
        Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.header("Date")));
        assertTrue(Duration.between(date, Instant.now()).abs().toSeconds() < 60, answer::toString);
    }

    private void checkHeader(String pointer, String value, String name) {
        JsonObject header = file.object(pointer);
        if (value == null) {
            assertTrue(!header.getBoolean("required", false), name + " is missing");
            return;
        }
        boolean number = "integer".equals(header.getJsonObject("schema").getString("type"));
        schemas.check(pointer + "/schema", number ? Integer.valueOf(value) : value);
    }

    private void checkBody(String response, RawResponse answer) {
        JsonObject content = file.object(response).getJsonObject("content");
        if (content == null) {
            assertEquals(0, answer.body().length, answer::toString);
            return;
        }
        String type = answer.mediaType();
        assertTrue(type != null && content.containsKey(type), answer::toString);
        String schema = response + "/content/" + escaped(type) + "/schema";
        schemas.check(schema, type.endsWith("json") ? answer.value() : answer.text());
    }

    private String response(String operation, int status) {
        String responses = operation(operation) + "/responses/";
        return resolve(file.at(responses + status) == null ? responses + "default" : responses + status);
    }

    private String operation(String id) {
        for (Map.Entry<String, Object> path : file.object("/paths")) {
            for (String method : ((JsonObject) path.getValue()).fieldNames()) {
                String pointer = "/paths/" + escaped(path.getKey()) + "/" + method;
                if (id.equals(file.at(pointer + "/operationId"))) {
                    return pointer;
                }
            }
        }
        throw new AssertionError("the contract has no operation " + id);
    }

    private String resolve(String pointer) {
        assertNotNull(file.at(pointer), pointer);
        String ref = file.object(pointer).getString("$ref");
        return ref == null ? pointer : ref.substring(1);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
