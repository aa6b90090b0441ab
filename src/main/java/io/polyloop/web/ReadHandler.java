package io.polyloop.web;

import io.polyloop.topic.Journal;
import io.polyloop.topic.Message;
import io.polyloop.topic.MessageJson;
import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/v1/topics/{topic}/messages}: a page of history. */
final class ReadHandler implements Handler<RoutingContext> {
    private final Journal journal;

    ReadHandler(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void handle(RoutingContext context) {
        Parameters parameters = new Parameters(context, "after", "limit");
        ReadFrom start = ReadFrom.parse(parameters.query("after"));
        journal.read(parameters.topic(), start, parameters.limit())
                .onSuccess(page -> JsonResponse.ok(context, json(page)))
                .onFailure(context::fail);
    }

    private static Buffer json(Page page) {
        Buffer json = Buffer.buffer("{\"topic\":\"" + page.topic() + "\",\"epoch\":\"" + page.epoch() + "\",\"head\":"
                + page.head() + ",\"recovered\":" + page.recovered() + ",\"messages\":[");
        String separator = "{";
        for (Message message : page.messages()) {
            json.appendBytes(MessageJson.encode(separator, message, "}"));
            separator = ",{";
        }
        return json.appendString("]}");
    }
}
