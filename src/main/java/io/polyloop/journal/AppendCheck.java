package io.polyloop.journal;

import io.polyloop.topic.Append;

/** Checks the messages of a transaction as they are staged. */
interface AppendCheck {
    /**
     * The append as it is stored. Throws a {@link io.polyloop.topic.ProblemException} that refuses it.
     *
     * @param count the messages of the transaction so far, with this one
     */
    Append check(Append append, int count);
}
