package io.polyloop.sql;

import io.polyloop.topic.Appended;
import java.util.List;

/**
 * What a unit of work has committed.
 *
 * @param rows the number of rows that each statement changed; empty if the unit repeats one that was stored before
 * @param appended the positions of its messages, in the order of the appends
 */
public record CommitResult(List<Integer> rows, List<Appended> appended) {}
