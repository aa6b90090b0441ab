package io.polyloop.polyglot;

/** Records the calls of one instance, and detects failures in a row and stuck calls. */
final class InstanceMonitor implements ScriptMonitor {
    private final ScriptInstance instance;
    private final WatchedFiles files;
    private final ScriptMeters meters;
    private final int maxFailures;
    private final InstanceListener listener;
    private volatile boolean stuck;
    private int failures; // in a row; used by the thread that runs the script

    /**
     * @param files record what the instance reads
     * @param maxFailures in a row, after which the listener is notified; 0 for never
     */
    InstanceMonitor(
            ScriptInstance instance,
            WatchedFiles files,
            ScriptMeters meters,
            int maxFailures,
            InstanceListener listener) {
        this.instance = instance;
        this.files = files;
        this.meters = meters;
        this.maxFailures = maxFailures;
        this.listener = listener;
    }

    @Override
    public ScriptFolder watch(ScriptFolder folder) {
        return files.watch(folder);
    }

    @Override
    public void answered(long nanos) {
        recovered();
        failures = 0;
        meters.answered(nanos);
    }

    @Override
    public void refused(long nanos) {
        recovered();
        failures = 0;
        meters.refused(nanos);
    }

    @Override
    public void failed(long nanos, String reason) {
        recovered();
        meters.failed(nanos);
        listener.failed(reason);
        if (++failures == maxFailures) {
            failures = 0;
            listener.failedTooOften();
        }
    }

    @Override
    public void stuck(String what, Runnable abandon) {
        stuck = true;
        listener.stuck(what);
        instance.abandonThread(what, abandon);
    }

    // An abandoned instance stays stuck: its thread may return from the call, but nothing uses it any more.
    private void recovered() {
        if (stuck && !instance.isThreadAbandoned()) {
            stuck = false;
            listener.recovered();
        }
    }
}
