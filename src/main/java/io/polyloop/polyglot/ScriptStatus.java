package io.polyloop.polyglot;

import io.vertx.core.json.JsonObject;

/** The status of a supervised script, for people to read. Written by the script and its supervisor. */
final class ScriptStatus {
    private static final int MAX_FAILURE = 300;

    private volatile boolean restarting;
    private volatile boolean stuck;
    private volatile int restarts;
    private volatile String lastFailure;

    /** Keeps the first line of the reason, cut to a maximum length. */
    void failed(String reason) {
        String line = String.valueOf(reason).lines().findFirst().orElse("");
        lastFailure = line.length() > MAX_FAILURE ? line.substring(0, MAX_FAILURE) + "…" : line;
    }

    String lastFailure() {
        return lastFailure;
    }

    void restarting() {
        restarting = true;
    }

    /** Is inside a call that does not end. */
    void stuck(String what) {
        failed(what);
        stuck = true;
    }

    /** Runs, for the first time or after a restart. */
    void running() {
        stuck = false;
        restarting = false;
    }

    /** On the supervisor's context only. */
    void restarted() {
        restarts++;
    }

    JsonObject state(String name) {
        return JsonObject.of(
                "name", name,
                "state", stuck ? "stuck" : restarting ? "restarting" : "running",
                "restarts", restarts,
                "lastFailure", lastFailure);
    }
}
