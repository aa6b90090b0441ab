package io.polyloop.proof.chaos;

import java.time.Duration;
import java.util.List;

/**
 * The faults that are injected, how often, and for how long.
 *
 * @param name as in {@code --only}
 * @param description for the report
 * @param duration from the first fault until the last one starts; there is at least one
 * @param minPauseMs the shortest time between two faults
 * @param maxPauseMs the longest time between two faults
 * @param faults of which each time one is injected, chosen at random
 * @param droppedNews the share of the news that every node drops
 * @param update whether the nodes change to another build
 */
record Scenario(
        String name,
        String description,
        Duration duration,
        long minPauseMs,
        long maxPauseMs,
        List<Fault> faults,
        double droppedNews,
        EnvironmentKind environment,
        Workload workload,
        Update update) {

    /** A scenario on the loopback interface with the standard workload. */
    static Scenario of(
            String name, String description, long minutes, long minPauseMs, long maxPauseMs, Fault... faults) {
        return new Scenario(
                name,
                description,
                Duration.ofMinutes(minutes),
                minPauseMs,
                maxPauseMs,
                List.of(faults),
                0,
                EnvironmentKind.LOOPBACK,
                Workload.standard(),
                Update.NONE);
    }

    Scenario scaled(double share) {
        return withDuration(Duration.ofMillis(Math.round(duration.toMillis() * share)));
    }

    Scenario withDuration(Duration time) {
        return new Scenario(
                name, description, time, minPauseMs, maxPauseMs, faults, droppedNews, environment, workload, update);
    }

    Scenario withDroppedNews(double share) {
        return new Scenario(
                name, description, duration, minPauseMs, maxPauseMs, faults, share, environment, workload, update);
    }

    Scenario in(EnvironmentKind kind) {
        return new Scenario(
                name, description, duration, minPauseMs, maxPauseMs, faults, droppedNews, kind, workload, update);
    }

    Scenario under(Workload load) {
        return new Scenario(
                name, description, duration, minPauseMs, maxPauseMs, faults, droppedNews, environment, load, update);
    }

    Scenario with(Update direction) {
        return new Scenario(
                name,
                description,
                duration,
                minPauseMs,
                maxPauseMs,
                faults,
                droppedNews,
                environment,
                workload,
                direction);
    }
}
