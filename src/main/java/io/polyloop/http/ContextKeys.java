package io.polyloop.http;

/** The keys under which a request's context holds what the server found out about its client. */
public final class ContextKeys {
    /** A {@code route.Caller}; absent without credentials. */
    public static final String CALLER = "polyloop.caller";
    /** The {@link io.polyloop.topic.Journal} as the client can use it. */
    public static final String JOURNAL = "polyloop.journal";

    private ContextKeys() {}
}
