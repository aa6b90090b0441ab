package io.polyloop.web;

import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import io.polyloop.config.TrustedAddress;
import io.polyloop.route.JsonResponse;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /.well-known/oauth-protected-resource}: where a client gets tokens (RFC 9728). */
final class ResourceMetadata implements Handler<RoutingContext> {
    static final String PATH = "/.well-known/oauth-protected-resource";

    private final JsonArray issuers;

    ResourceMetadata(AuthSettings settings) {
        this.issuers = new JsonArray(settings.issuers().stream()
                .map(IssuerSettings::issuer)
                .filter(issuer -> TrustedAddress.parse(issuer).isPresent())
                .toList());
    }

    @Override
    public void handle(RoutingContext context) {
        JsonObject metadata = new JsonObject()
                .put("resource", base(context))
                .put("resource_name", "Polyloop")
                .put("authorization_servers", issuers)
                .put("bearer_methods_supported", new JsonArray().add("header"));
        JsonResponse.ok(context, metadata.toBuffer());
    }

    /** The address of the metadata, as the client of this request reaches it. */
    static String url(RoutingContext context) {
        return base(context) + PATH;
    }

    // RequestGuard has checked that the host is one of ours, without quotes or spaces.
    private static String base(RoutingContext context) {
        HttpServerRequest request = context.request();
        String host =
                request.authority() == null ? "localhost" : request.authority().toString();
        return (RequestSource.isHttps(context) ? "https://" : "http://") + host;
    }
}
