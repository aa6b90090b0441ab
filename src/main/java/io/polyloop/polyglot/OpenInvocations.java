package io.polyloop.polyglot;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The invocations of a script that have not ended. Changed on the verticle's context, read by any thread. */
final class OpenInvocations {
    private final Set<Invocation> open = ConcurrentHashMap.newKeySet();

    /** Adds an invocation until it ends. Most have ended when they return, and are not added. */
    void track(Invocation invocation) {
        if (!invocation.isSettled() && open.add(invocation)) {
            invocation.outcome().onComplete(end -> open.remove(invocation));
        }
    }

    /** Completes when those that are open now have ended. Never fails. */
    Future<Void> whenEnded() {
        List<Future<Object>> outcomes = open.stream().map(Invocation::outcome).toList();
        return Future.join(outcomes).otherwiseEmpty().mapEmpty();
    }

    void failAll(ScriptFailure failure) {
        List.copyOf(open).forEach(invocation -> invocation.fail(failure));
    }

    /** What they and {@code running}, which may be null, are in words. */
    String describe(Invocation running) {
        Set<String> names = open.stream().map(Invocation::toString).collect(Collectors.toCollection(TreeSet::new));
        if (running != null) {
            names.add(running.toString());
        }
        return names.isEmpty() ? "its stop()" : String.join(", ", names);
    }
}
