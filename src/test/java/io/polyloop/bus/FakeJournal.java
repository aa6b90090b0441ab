package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts appends, or holds or refuses those with certain data. */
final class FakeJournal extends JournalStub {
    private final List<String> appended = new CopyOnWriteArrayList<>();
    private final Map<String, Promise<Appended>> held = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> refusals = new ConcurrentHashMap<>();

    /** Completes the append of this data with the promise. */
    void hold(String data, Promise<Appended> answer) {
        held.put(data, answer);
    }

    void refuse(String data, RuntimeException refusal) {
        refusals.put(data, refusal);
    }

    /** The appended data in order. */
    List<String> appended() {
        return List.copyOf(appended);
    }

    @Override
    public Future<Appended> append(Append append) {
        String data = append.data().get(0).toString();
        if (refusals.containsKey(data)) {
            return Future.failedFuture(refusals.get(data));
        }
        if (held.containsKey(data)) {
            return held.get(data).future();
        }
        appended.add(data);
        return Future.succeededFuture(new Appended(append.topic(), "fakefake", appended.size(), 1, 0, false));
    }
}
