package io.polyloop.http;

/** The keys under which the context of a request, and the router, hold what the server knows. */
public final class ContextKeys {
    /** A {@code route.Caller}; absent without credentials. */
    public static final String CALLER = "polyloop.caller";
    /** The {@link io.polyloop.topic.Journal} as the client can use it. */
    public static final String JOURNAL = "polyloop.journal";

    /** Of a router: {@code limits.body}, an {@link Integer}. */
    public static final String BODY_LIMIT = "polyloop.body-limit";
    /** Of a router: the values of the JSON of one body, an {@link Integer}. */
    public static final String VALUES_LIMIT = "polyloop.values-limit";
    /** Of a router: the {@code contract.AppContract} of the node. */
    public static final String CONTRACT = "polyloop.contract";

    /** Of a route: its operations for {@code /openapi.yaml}, by method and path. */
    public static final String DOCUMENTS = "polyloop.documents";

    private ContextKeys() {}
}
