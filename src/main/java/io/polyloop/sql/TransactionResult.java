package io.polyloop.sql;

import io.polyloop.topic.Appended;
import java.util.List;

/**
 * What a transaction has committed.
 *
 * @param value what its function returned
 * @param appended the positions of its messages, in the order of the appends
 */
public record TransactionResult<T>(T value, List<Appended> appended) {}
