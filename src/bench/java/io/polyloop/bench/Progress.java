package io.polyloop.bench;

import java.util.List;

/** Tells what is going on, and how long it will still take. */
final class Progress {
    private final double plannedSeconds;
    private final long start = System.nanoTime();
    private double advance;

    Progress(List<Workload> workloads) {
        plannedSeconds =
                workloads.stream().mapToDouble(Workload::estimatedSeconds).sum();
    }

    void print(String what) {
        System.out.printf("[%s left] %s%n", time(secondsLeft()), what);
    }

    /** A part of a workload, from 0 to 1, is done. */
    void advance(Workload workload, double part) {
        advance += workload.estimatedSeconds() * part;
    }

    private double secondsLeft() {
        double elapsed = (System.nanoTime() - start) / 1e9;
        // Once a tenth is done it is known how far the plan is off.
        double pace = advance > plannedSeconds / 10 ? elapsed / advance : 1;
        return Math.max(0, plannedSeconds - advance) * pace;
    }

    private static String time(double seconds) {
        return String.format("%d:%02d", (long) seconds / 60, (long) seconds % 60);
    }
}
