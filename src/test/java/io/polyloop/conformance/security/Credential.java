package io.polyloop.conformance.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a request says about its client.
 *
 * @param query a parameter of the query, or empty
 * @param status with which an entry point that needs a credential refuses it
 */
record Credential(String name, List<String> headers, String query, int status) {
    static final Credential NONE = new Credential("none", List.of(), "", 401);

    static Credential bearer(String name, String token) {
        return header(name, "Bearer " + token);
    }

    /** A value of {@code Authorization}. */
    static Credential header(String name, String value) {
        return new Credential(name, List.of("Authorization: " + value), "", 401);
    }

    /** A pair of {@code Cookie}, sent from an own page. */
    static Credential cookie(String name, String pair) {
        return new Credential(name, List.of("Cookie: " + pair, "Sec-Fetch-Site: same-origin"), "", 401);
    }

    static Credential ticket(String name, String ticket) {
        return new Credential(name, List.of(), "ticket=" + ticket, 401);
    }

    static Credential subprotocol(String name, String token) {
        return new Credential(name, List.of("Sec-WebSocket-Protocol: polyloop.v1, " + protocol(token)), "", 401);
    }

    static String protocol(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return "polyloop.bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The same, refused with another status: the request itself is malformed, or too large. */
    Credential refusedWith(int other) {
        return new Credential(name, headers, query, other);
    }

    /** Both in one request. */
    Credential and(Credential other) {
        List<String> both = new ArrayList<>(headers);
        both.addAll(other.headers);
        String queries = query.isEmpty() || other.query.isEmpty() ? query + other.query : query + "&" + other.query;
        return new Credential(
                name + " and " + other.name, both.stream().distinct().toList(), queries, 400);
    }

    @Override
    public String toString() {
        return name;
    }
}
