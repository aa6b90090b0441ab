package io.polyloop.auth.token;

import io.vertx.core.Future;
import java.util.Optional;

/** Where the keys of an issuer come from. Any thread; futures complete on any thread. */
interface KeySource {
    /** Completes when the first attempt to load the keys has ended, also if it failed. */
    Future<Void> start();

    /**
     * The keys, loaded again if they do not contain {@code kid}, which is null for a token without one. Fails with a
     * {@link io.polyloop.topic.ProblemException}, which says whether the token is to blame.
     */
    Future<KeySet> keys(String kid);

    /** Why there are no keys that can be used; empty if there are. */
    Optional<String> missing();

    /** Whether keys were loaded since the start, also if they are stale by now. */
    boolean isLoaded();

    /** Ends what runs in the background. */
    default void close() {}
}
