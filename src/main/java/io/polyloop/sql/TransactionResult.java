package io.polyloop.sql;

import io.polyloop.topic.Appended;
import java.util.List;

/**
 * What a transaction has committed.
 *
 * @param value what its function returned; null if it repeats one that was stored before, and its function has failed
 * @param appended the positions of its messages, in the order of the appends; of a function that has failed, those that it
 *     had appended before
 */
public record TransactionResult<T>(T value, List<Appended> appended) {}
