package io.polyloop.proof.security;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page and its user: an authorization code with PKCE (RFC 7636), after a login and a consent in the issuer's forms. */
final class CodeFlow {
    private static final Pattern CODE = Pattern.compile("/callback\\?(?:.*&)?code=([^&]+)");
    private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"(\\w+)\"");
    private static final String VERIFIER = "v".repeat(64);
    private static final int MAX_STEPS = 12;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI issuer;

    CodeFlow(URI issuer) {
        this.issuer = issuer;
    }

    /** The access token of a user who logs in. */
    String token(String user) throws IOException, InterruptedException, GeneralSecurityException {
        String body = "grant_type=authorization_code&client_id=page&code=" + code(user) + "&code_verifier=" + VERIFIER
                + "&redirect_uri=" + issuer + "/callback";
        return new JsonObject(post(issuer.resolve("/token"), body).body()).getString("access_token");
    }

    private String code(String user) throws IOException, InterruptedException, GeneralSecurityException {
        URI next = issuer.resolve("/auth?client_id=page&response_type=code&scope=openid%20ops&redirect_uri=" + issuer
                + "/callback&code_challenge_method=S256&code_challenge=" + challenge());
        for (int step = 0; step < MAX_STEPS; step++) {
            HttpResponse<String> response = get(next);
            Matcher prompt = PROMPT.matcher(response.body());
            if (response.statusCode() == 200 && prompt.find()) {
                response = post(next, "prompt=" + prompt.group(1) + "&login=" + user + "&password=any");
            }
            next = next.resolve(response.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new IOException("no redirection from the issuer")));
            Matcher code = CODE.matcher(next.toString());
            if (code.find()) {
                return code.group(1);
            }
        }
        throw new IOException("no code after " + MAX_STEPS + " steps");
    }

    private static String challenge() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI uri, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
