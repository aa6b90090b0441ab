package io.polyloop.auth.token;

import io.polyloop.config.IssuerSettings;
import io.polyloop.config.TrustedAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;

/** The address of an issuer's keys: set, or discovered (OpenID Connect Discovery 1.0; RFC 8414). */
final class KeyLocation {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final IssuerSettings issuer;
    private final JsonFetcher fetcher;

    KeyLocation(IssuerSettings issuer, JsonFetcher fetcher) {
        this.issuer = issuer;
        this.fetcher = fetcher;
    }

    Future<URI> find() {
        if (!issuer.isDiscovered()) {
            return Future.succeededFuture(URI.create(issuer.keys()));
        }
        URI openId = URI.create(withoutSlash(issuer.issuer()) + OPENID);
        return fetcher.get(openId)
                .recover(absent -> fetcher.get(oauth()).recover(both -> Future.failedFuture(absent)))
                .compose(this::jwksUri);
    }

    /** Here the well-known path comes before that of the issuer (RFC 8414, section 3.1). */
    private URI oauth() {
        URI base = URI.create(withoutSlash(issuer.issuer()));
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + OAUTH + base.getRawPath());
    }

    private Future<URI> jwksUri(Buffer document) {
        try {
            JsonObject metadata = new JsonObject(document);
            // Otherwise the keys of one issuer could sign for another on the same server (RFC 8414, section 3.3).
            if (!issuer.issuer().equals(metadata.getString("issuer"))) {
                return failed("its discovery document is of another issuer; set issuer to exactly that value");
            }
            return TrustedAddress.parse(metadata.getString("jwks_uri", ""))
                    .map(Future::succeededFuture)
                    .orElseGet(() -> failed("its discovery document has no jwks_uri that is an https address"));
        } catch (RuntimeException malformed) {
            return failed("its discovery document is not valid");
        }
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static <T> Future<T> failed(String reason) {
        return Future.failedFuture(new IOException(reason));
    }
}
