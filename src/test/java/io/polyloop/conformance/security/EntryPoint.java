package io.polyloop.conformance.security;

import io.polyloop.conformance.RawHttp;
import io.polyloop.conformance.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One request that a client can make.
 *
 * @param target with {@code {topic}} where the topic is
 * @param body null for none
 */
record EntryPoint(String name, Guard guard, String method, String target, String body, List<String> headers) {
    /** Who can pass. */
    enum Guard {
        /** Everyone; credentials are not looked at. */
        PUBLIC,
        /** Those without credentials too; bad ones are refused. */
        ANYONE,
        /** Those who have authenticated. */
        AUTHENTICATED,
        /** Those with the scope {@code ops}. */
        SCOPE,
        /** Those who may use the topic. */
        TOPIC,
        /** Those who have authenticated, who see the topics that they may read. */
        LIST
    }

    private static final String TOPIC = "/api/v1/topics/{topic}";
    private static final String MESSAGES = TOPIC + "/messages";
    private static final String EVENTS = TOPIC + "/events";
    private static final String NDJSON = "Content-Type: application/x-ndjson";

    /** The verbs on topics, at each entry point that has them. */
    static List<EntryPoint> onTopics() {
        return List.of(
                post("publish", Guard.TOPIC, MESSAGES, "1", RawHttp.JSON),
                post("publish lines", Guard.TOPIC, MESSAGES, "1\n2\n", NDJSON),
                post("publish once", Guard.TOPIC, MESSAGES, "1", RawHttp.JSON, "Idempotency-Key: matrix"),
                get("read", Guard.TOPIC, MESSAGES),
                get("read from the start", Guard.TOPIC, MESSAGES + "?after=0"),
                request("head of read", Guard.TOPIC, "HEAD", MESSAGES, null),
                request("erase", Guard.TOPIC, "DELETE", TOPIC, null),
                request("erase through", Guard.TOPIC, "DELETE", MESSAGES + "?through=k3v9x0q2m8zt:1", null),
                get("events", Guard.TOPIC, EVENTS),
                get("events from the start", Guard.TOPIC, EVENTS + "?after=0"),
                request("events resumed", Guard.TOPIC, "GET", EVENTS, null, "Last-Event-ID: 0"),
                post("ticket", Guard.TOPIC, "/api/v1/tickets", "{\"topics\":[\"{topic}\"]}", RawHttp.JSON),
                get("a route's own read", Guard.TOPIC, "/java/topics/{topic}"),
                get("a verticle's read as its user", Guard.TOPIC, "/verticle/topics/{topic}"),
                post("a verticle's append as its user", Guard.TOPIC, "/verticle/topics/{topic}", "1", RawHttp.JSON));
    }

    /** The other entry points. */
    static List<EntryPoint> others() {
        Stream<EntryPoint> get = Stream.of(
                        "/java/method",
                        "/java/get",
                        "/java/gex/a",
                        "/java/rex",
                        "/java/timed",
                        "/java/async",
                        "/java/all/a/b",
                        "/java/inner/get")
                .map(path -> get("GET " + path, Guard.AUTHENTICATED, path));
        Stream<EntryPoint> head = Stream.of(
                        "/java/route",
                        "/java/regex/a",
                        "/java/later",
                        "/java/resource",
                        "/java/inner/resource",
                        "/verticle/any",
                        "/verticle/echo")
                .flatMap(path -> Stream.of(
                        get("GET " + path, Guard.AUTHENTICATED, path),
                        request("HEAD " + path, Guard.AUTHENTICATED, "HEAD", path, null)));
        Stream<EntryPoint> more = Stream.of(
                get("list", Guard.LIST, "/api/v1/topics"),
                get("list of a prefix", Guard.LIST, "/api/v1/topics?prefix=acme.secret"),
                post("POST /java/route", Guard.AUTHENTICATED, "/java/route", "1", RawHttp.JSON),
                post("POST /java/post", Guard.AUTHENTICATED, "/java/post", "1", RawHttp.JSON),
                post("POST /java/resource", Guard.AUTHENTICATED, "/java/resource", "1", RawHttp.JSON),
                request("DELETE /java/resource", Guard.AUTHENTICATED, "DELETE", "/java/resource", null),
                post("POST /verticle/any", Guard.AUTHENTICATED, "/verticle/any", "1", RawHttp.JSON),
                post("overridden method", Guard.TOPIC, MESSAGES, "1", RawHttp.JSON, "X-HTTP-Method-Override: GET"),
                request(
                        "upgrade elsewhere",
                        Guard.TOPIC,
                        "GET",
                        MESSAGES,
                        null,
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
                get("a resource with a scope", Guard.SCOPE, "/java/scoped"),
                get("a route with a scope", Guard.SCOPE, "/java/scope"),
                get("a verticle's route with a scope", Guard.SCOPE, "/verticle/scope"),
                get("a route for anyone", Guard.ANYONE, "/java/anyone"),
                get("a verticle's route for anyone", Guard.ANYONE, "/verticle/anyone"));
        return Stream.of(get, head, more).flatMap(entryPoint -> entryPoint).toList();
    }

    static EntryPoint get(String name, Guard guard, String target) {
        return request(name, guard, "GET", target, null);
    }

    private static EntryPoint post(String name, Guard guard, String target, String body, String... headers) {
        return request(name, guard, "POST", target, body, headers);
    }

    static EntryPoint request(String name, Guard guard, String method, String target, String body, String... headers) {
        return new EntryPoint(name, guard, method, target, body, List.of(headers));
    }

    /** Whether the answer to an accepted request does not end. */
    boolean isStream() {
        return target.contains("/events");
    }

    /** Makes the request with a credential. */
    RawResponse send(SecuredNode node, Credential credential, String topic) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(credential.headers());
        String path = target.replace("{topic}", topic);
        if (!credential.query().isEmpty()) {
            path += (path.contains("?") ? "&" : "?") + credential.query();
        }
        byte[] bytes = body == null ? null : body.replace("{topic}", topic).getBytes(StandardCharsets.UTF_8);
        return node.send(method, path, bytes, all.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return name;
    }
}
