package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.conformance.RawResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each entry point with each credential that is bad, or not enough: refused as such, nothing shown, nothing stored. */
class CredentialMatrixIT {
    @TempDir
    static Path dir;

    private static SecuredNode node;
    private static List<Credential> bad;
    private static int cases;

    @BeforeAll
    static void start() {
        node = SecuredNode.start(dir);
        bad = BadCredentials.of(node);
    }

    @AfterAll
    static void stop() {
        node.close();
        assertTrue(cases > 4_000, () -> "the matrix has shrunk: " + cases + " cases");
    }

    @TestFactory
    Stream<DynamicTest> bad_credentials_are_refused_at_each_entry_point() {
        return entryPoints()
                .map(entryPoint -> DynamicTest.dynamicTest(entryPoint.name(), () -> refusesAll(entryPoint)));
    }

    private static Stream<EntryPoint> entryPoints() {
        return Stream.concat(EntryPoint.onTopics().stream(), EntryPoint.others().stream());
    }

    private static void refusesAll(EntryPoint entryPoint) {
        String before = node.heads();
        List<String> faults = new ArrayList<>();
        for (Credential credential : bad) {
            cases++;
            boolean passes = entryPoint.guard() == EntryPoint.Guard.ANYONE && isNone(credential);
            RawResponse answer = entryPoint.send(node, credential, SecuredNode.SECRET);
            int status = passes ? 200 : credential.status();
            boolean fine = answer.status() == status
                    && !answer.toString().contains(SecuredNode.CANARY)
                    && (status != 401 || answer.header("WWW-Authenticate").startsWith("Bearer "));
            if (!fine) {
                faults.add(credential + ": " + answer);
            }
        }
        assertEquals(List.of(), faults);
        assertEquals(before, node.heads());
    }

    /** What is no credential at all outside of a handshake. */
    private static boolean isNone(Credential credential) {
        return List.of("none", "Proxy-Authorization", "a token in the query", "a session in another cookie")
                        .contains(credential.name())
                || credential.name().contains("subprotocol");
    }

    /** Without this, entry points that refuse everything would pass. */
    @Test
    void a_good_credential_passes_each_entry_point() {
        Credential good = Credential.bearer("good", node.token(SecuredNode.VICTIM, Map.of("scope", "a ops b")));
        List<String> faults = new ArrayList<>();
        entryPoints()
                .filter(entryPoint ->
                        !entryPoint.isStream() && !entryPoint.method().equals("DELETE"))
                .forEach(entryPoint -> {
                    RawResponse answer = entryPoint.send(node, good, "acme.live.victim");
                    if (answer.status() >= 300 && !entryPoint.target().equals("/verticle/any")) {
                        faults.add(entryPoint + ": " + answer);
                    }
                });
        assertEquals(List.of(), faults);
    }

    @Test
    void the_scheme_is_not_case_sensitive() {
        for (String scheme : List.of("bearer", "BEARER", "bEaReR")) {
            RawResponse answer = node.send(
                    "GET", "/java/get", null, "authorization: " + scheme + "  " + node.token(SecuredNode.VICTIM));
            assertEquals(200, answer.status(), answer::toString);
        }
    }

    private static List<Credential> ofEachKind(String basic) {
        String name = SecuredNode.VICTIM;
        return List.of(
                Credential.bearer("a token", node.token(name)),
                Credential.cookie("a session", node.cookie(node.token(name))),
                Credential.ticket("a ticket", node.ticket(node.token(name), "acme.live." + name)),
                Credential.subprotocol("a subprotocol", node.token(name)),
                Credential.header("another scheme", "Basic " + basic));
    }

    /** What is verified is remembered for a while: as what it is, and not as another kind. */
    @Test
    void a_credential_that_was_just_accepted_is_not_accepted_as_another_kind() {
        for (int i = 0; i < 20; i++) {
            String token = node.token(SecuredNode.VICTIM);
            String session = node.cookie(token);
            assertEquals(
                    200,
                    node.send("GET", "/java/get", null, "Cookie: " + session).status());
            assertEquals(
                    200,
                    node.send("GET", "/java/get", null, "Authorization: Bearer " + token)
                            .status());
            String id = session.substring("polyloop=".length());
            assertEquals(
                    401,
                    node.send("GET", "/java/get", null, "Authorization: Bearer " + id)
                            .status());
            assertEquals(
                    401,
                    node.send("GET", "/java/get", null, "Cookie: polyloop=" + token)
                            .status());
        }
    }

    /** Of two credentials, a proxy could go by the one and this node by the other. */
    @TestFactory
    Stream<DynamicTest> two_credentials_are_refused_whichever_they_are() {
        List<Credential> first = ofEachKind("YTph");
        List<Credential> second = ofEachKind("YTpi");
        List<Credential> pairs = new ArrayList<>();
        first.forEach(one -> second.forEach(two -> pairs.add(one.and(two))));
        List<EntryPoint> entryPoints = entryPoints().toList();
        return pairs.stream()
                .map(pair -> DynamicTest.dynamicTest(pair.name(), () -> {
                    List<String> faults = new ArrayList<>();
                    for (EntryPoint entryPoint : entryPoints) {
                        cases++;
                        RawResponse answer = entryPoint.send(node, pair, "acme.live.victim");
                        if (answer.status() != 400 || answer.toString().contains(SecuredNode.CANARY)) {
                            faults.add(entryPoint + ": " + answer);
                        }
                    }
                    assertEquals(List.of(), faults);
                }));
    }
}
