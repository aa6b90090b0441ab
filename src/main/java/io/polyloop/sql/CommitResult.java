package io.polyloop.sql;

import io.polyloop.bus.AppendedJson;
import io.polyloop.topic.Appended;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a unit of work has committed.
 *
 * @param rows the number of rows that each statement changed; empty if the unit repeats one that was stored before
 * @param appended the positions of its messages, in the order of the appends
 */
public record CommitResult(List<Integer> rows, List<Appended> appended) {

    /** The result as JSON, {@code {rows: [count], appended: [{topic, epoch, seq, at}]}}: a copy that can be changed. */
    public JsonObject json() {
        JsonArray positions = new JsonArray();
        appended.forEach(position -> positions.add(AppendedJson.timed(position)));
        return JsonObject.of("rows", new JsonArray(new ArrayList<>(rows)), "appended", positions);
    }
}
