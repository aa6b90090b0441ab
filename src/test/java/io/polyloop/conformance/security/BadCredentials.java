package io.polyloop.conformance.security;

import io.polyloop.fixture.engine.BadTokens;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The credentials that no entry point accepts. But for what is wrong with them, they are those of the victim. */
final class BadCredentials {
    private static final int MAX_HEADERS = 8 * 1024;

    private final SecuredNode node;
    private final List<Credential> all = new ArrayList<>();

    private BadCredentials(SecuredNode node) {
        this.node = node;
    }

    /** The tokens alone, by what is wrong with them. */
    static Map<String, String> tokens(SecuredNode node) {
        // The rules of this node ask for a tenant: without it, a bad token would be forbidden after all.
        Map<String, String> tokens = new BadTokens(node.issuer, SecuredNode.VICTIM).all();
        node.captured.secrets(tokens.values());
        return tokens;
    }

    static List<Credential> of(SecuredNode node) {
        BadCredentials bad = new BadCredentials(node);
        bad.all.add(Credential.NONE);
        tokens(node).forEach((fault, token) -> bad.add(bearer(fault, token)));
        bad.headers();
        bad.keys();
        bad.revoked();
        bad.sessions();
        bad.tickets();
        return bad.all;
    }

    /** A token that is too large for a header is refused as such. */
    static Credential bearer(String fault, String token) {
        Credential bearer = Credential.bearer(fault, token);
        return token.length() > MAX_HEADERS ? bearer.refusedWith(431) : bearer;
    }

    private void add(Credential credential) {
        all.add(credential);
    }

    private String good() {
        return node.token(SecuredNode.VICTIM);
    }

    private void headers() {
        add(Credential.header("Basic", "Basic dmljdGltOnBhc3N3b3Jk"));
        add(Credential.header("Basic with a token", "Basic " + good()));
        add(Credential.header("a scheme alone", "Bearer"));
        add(Credential.header("an empty header", ""));
        add(Credential.header("a token without a scheme", good()));
        add(Credential.header("a token with white space", "Bearer " + good().replace(".", " .")));
        add(Credential.header("a tab for the space", "Bearer\t" + good()));
        add(Credential.header("a list of tokens", "Bearer " + good() + ", Bearer " + good()));
        add(Credential.header("a token in quotes", "Bearer \"" + good() + '"'));
        add(Credential.header("the parameter token", "Bearer token=" + good()));
        add(Credential.header("DPoP", "DPoP " + good()));
        add(Credential.header("a control character", "Bearer " + good() + "\u0001")
                .refusedWith(400));
        add(Credential.header("100 KB", "Bearer " + "x".repeat(100_000)).refusedWith(431));
        String plain = "Bearer " + good();
        add(new Credential("Proxy-Authorization", List.of("Proxy-Authorization: " + plain), "", 401));
        add(Credential.subprotocol("a subprotocol outside of a handshake", good()));
    }

    private void keys() {
        String key = node.key("billing", null);
        String removed = node.key("removed", null);
        node.awaitAccepted("Authorization: Bearer " + removed);
        node.keys.remove(SecuredNode.keyId(removed));
        String expired = node.key("expired", Duration.ofSeconds(-1));
        node.awaitAccepted("Authorization: Bearer " + key);
        node.awaitRefused("Authorization: Bearer " + removed);
        add(Credential.bearer("a service key that is removed", removed));
        add(Credential.bearer("a service key that has expired", expired));
        String wrong = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
        add(Credential.bearer("a service key of a wrong secret", wrong));
        add(Credential.bearer("a service key of an unknown id", "plk_0123456789ab_" + key.substring(17)));
        add(Credential.bearer("a service key without a secret", "plk_" + SecuredNode.keyId(key) + "_"));
        add(Credential.bearer("the hash of a service key", "plk_" + io.polyloop.auth.Secret.hash(key)));
        add(Credential.cookie("a service key as a cookie", "polyloop=" + key));
    }

    private void revoked() {
        String subject = node.token("revoked");
        String session = node.cookie(subject);
        String token = node.token(SecuredNode.VICTIM, Map.of("jti", "revoked-token"));
        String sessionOfToken = node.cookie(token);
        String key = node.key("revoked-key", null);
        node.awaitAccepted("Authorization: Bearer " + key);
        node.revoke(JsonObject.of("subject", "revoked", "issuer", TokenFactory.ISSUER));
        node.revoke(JsonObject.of("tokenId", "revoked-token", "issuer", TokenFactory.ISSUER));
        node.revoke(JsonObject.of("key", SecuredNode.keyId(key)));
        List<Credential> revoked = List.of(
                Credential.bearer("a revoked subject", subject),
                Credential.cookie("the session of a revoked subject", session),
                Credential.bearer("a revoked token", token),
                Credential.cookie("the session of a revoked token", sessionOfToken),
                Credential.bearer("a revoked key", key));
        revoked.forEach(credential -> node.awaitRefused(credential.headers().get(0)));
        all.addAll(revoked);
    }

    private void sessions() {
        String ended = node.cookie(good());
        node.endSession(ended);
        node.awaitRefused("Cookie: " + ended);
        String id = node.cookie(good()).replace("polyloop=", "");
        add(Credential.cookie("a session that has ended", ended));
        add(Credential.cookie("an unknown session", "polyloop=" + "x".repeat(43)));
        add(Credential.cookie("a token as a cookie", "polyloop=" + good()));
        add(Credential.cookie("a session in another cookie", "Polyloop=" + id));
        add(Credential.bearer("a session as a token", id));
        add(Credential.ticket("a session as a ticket", id));
        add(Credential.bearer("the hash of a session", io.polyloop.auth.Secret.hash(id)));
        add(Credential.cookie("the hash of a session as a cookie", "polyloop=" + io.polyloop.auth.Secret.hash(id)));
    }

    private void tickets() {
        String ticket = node.ticket(good(), SecuredNode.SECRET);
        add(Credential.ticket("an unknown ticket", "x".repeat(43)));
        add(Credential.ticket("a token as a ticket", good()));
        add(Credential.bearer("a ticket as a token", ticket));
        add(Credential.cookie("a ticket as a cookie", "polyloop=" + ticket));
        add(new Credential(
                "a token in the query", List.of(), "access_token=" + node.issuer.token(SecuredNode.VICTIM), 401));
    }
}
