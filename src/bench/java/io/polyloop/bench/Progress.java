package io.polyloop.bench;

import java.util.List;

/** Tells what is going on, and how long it will still take. */
final class Progress {
    private final double planned;
    private final long start = System.nanoTime();
    private double done;

    Progress(List<Workload> workloads) {
        planned = workloads.stream().mapToDouble(Workload::seconds).sum();
    }

    void tell(String what) {
        System.out.printf("[%s left] %s%n", time(left()), what);
    }

    /** A part of a workload, from 0 to 1, is done. */
    void done(Workload workload, double part) {
        done += workload.seconds() * part;
    }

    private double left() {
        double elapsed = (System.nanoTime() - start) / 1e9;
        // Once a tenth is done it is known how far the plan is off.
        double pace = done > planned / 10 ? elapsed / done : 1;
        return Math.max(0, planned - done) * pace;
    }

    private static String time(double seconds) {
        return String.format("%d:%02d", (long) seconds / 60, (long) seconds % 60);
    }
}
