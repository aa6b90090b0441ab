package io.polyloop.conformance;

import io.polyloop.contract.JsonSchema;
import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Append;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.Arrays;
import java.util.Map;

/**
 * What validating a body of four fields costs: by vertx-openapi against its schema, by Polyloop's strict parser, and by
 * the schema of a route. A reason for docs/decisions/1-own-validation.md. Its main method prints medians of interleaved
 * rounds; no build runs it.
 */
final class ValidationBench {
    private static final int ROUNDS = 9;
    private static final int REQUESTS = 5_000;
    private static final JsonObject CONTRACT = new JsonObject(
            """
            {"openapi": "3.1.0", "info": {"title": "measured", "version": "1"}, "paths": {"/places/{place}": {"post": {
              "operationId": "measure",
              "parameters": [{"name": "place", "in": "path", "required": true,
                "schema": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$"}}],
              "requestBody": {"required": true, "content": {"application/json": {"schema": {
                "type": "object", "additionalProperties": false, "required": ["metric", "value"],
                "properties": {
                  "metric": {"type": "string", "pattern": "^[a-z0-9._-]{1,64}$"},
                  "value": {"type": "number"},
                  "unit": {"type": "string", "maxLength": 16},
                  "at": {"type": "string", "format": "date-time"}}}}}},
              "responses": {"201": {"description": "stored"}}}}}}
            """);
    private static final String SCHEMA = "/paths/~1places~1{place}/post/requestBody/content/application~1json/schema";
    private static final byte[] BODY = new JsonObject()
            .put("metric", "temperature")
            .put("value", 21.5)
            .put("unit", "C")
            .put("at", "2026-11-23T08:00:00Z")
            .toBuffer()
            .getBytes();

    private ValidationBench() {}

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        OpenAPIContract contract = TestNode.await(OpenAPIContract.from(vertx, CONTRACT));
        RequestValidator validator = RequestValidator.create(vertx, contract);
        double[] library = new double[ROUNDS];
        double[] own = new double[ROUNDS];
        double[] read = new double[ROUNDS];
        double[] checked = new double[ROUNDS];
        JsonSchema schema = JsonSchema.of(CONTRACT, SCHEMA, "the measured contract");
        for (int round = 0; round < ROUNDS; round++) {
            library[round] = micros(() -> byLibrary(validator));
            own[round] = micros(ValidationBench::byRecords);
            read[round] = micros(ValidationBench::read);
            checked[round] = micros(() -> schema.check(read()));
        }
        System.out.printf(
                "vertx-openapi %.1f us, records %.1f us, ratio %.1f (a message of %d bytes)%n",
                median(library), median(own), median(library) / median(own), BODY.length);
        System.out.printf(
                "a route without an input %.1f us, with one %.1f us: the schema takes %.1f us%n",
                median(read), median(checked), median(checked) - median(read));
        TestNode.await(vertx.close());
    }

    private static void byLibrary(RequestValidator validator) {
        RequestParameter place = new RequestParameterImpl("d1");
        var request = new ValidatableRequestImpl(
                Map.of(),
                Map.of(),
                Map.of("place", place),
                Map.of(),
                new RequestParameterImpl(Buffer.buffer(BODY)),
                "application/json");
        TestNode.await(validator.validate(request, "measure"));
    }

    private static void byRecords() {
        Append.of(new TopicName("places.d1"), StrictJson.payload(BODY));
    }

    private static Object read() {
        return Json.decodeValue(Buffer.buffer(StrictJson.payload(BODY).json()));
    }

    private static double micros(Runnable validation) {
        long start = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
            validation.run();
        }
        return (System.nanoTime() - start) / 1_000.0 / REQUESTS;
    }

    private static double median(double[] rounds) {
        Arrays.sort(rounds);
        return rounds[rounds.length / 2];
    }
}
