package io.polyloop.bench;

import java.util.List;

/** Prints the current step and the estimated time left. */
final class Progress {
    private final double plannedSeconds;
    private final long start = System.nanoTime();
    private double doneSeconds;

    Progress(List<Workload> workloads) {
        plannedSeconds =
                workloads.stream().mapToDouble(Workload::estimatedSeconds).sum();
    }

    void print(String what) {
        System.out.printf("[%s left] %s%n", time(secondsLeft()), what);
    }

    /** Records that a part of a workload, from 0 to 1, is done. */
    void advance(Workload workload, double part) {
        doneSeconds += workload.estimatedSeconds() * part;
    }

    private double secondsLeft() {
        double elapsed = (System.nanoTime() - start) / 1e9;
        // Before a tenth is done, the measured pace says too little about the plan.
        double pace = doneSeconds > plannedSeconds / 10 ? elapsed / doneSeconds : 1;
        return Math.max(0, plannedSeconds - doneSeconds) * pace;
    }

    private static String time(double seconds) {
        return String.format("%d:%02d", (long) seconds / 60, (long) seconds % 60);
    }
}
