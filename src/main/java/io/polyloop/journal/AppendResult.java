package io.polyloop.journal;

import io.polyloop.topic.Appended;
import io.polyloop.topic.ProblemException;

/** What became of one append in a committed batch: acknowledged, or refused without harm to the others. */
record AppendResult(Appended appended, ProblemException refusal) {

    static AppendResult of(Appended appended) {
        return new AppendResult(appended, null);
    }

    AppendResult in(String epoch) {
        return appended == null ? this : of(appended.in(epoch));
    }

    static AppendResult of(ProblemException refusal) {
        return new AppendResult(null, refusal);
    }
}
