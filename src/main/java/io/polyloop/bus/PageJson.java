package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.vertx.core.buffer.Buffer;

/** A page as the JSON of the wire. The payloads' bytes are copied and not parsed. */
public final class PageJson {
    private PageJson() {}

    /** {@code {"topic":…,"epoch":…,"head":…,"recovered":…,"messages":[…]}}. */
    public static Buffer encode(Page page) {
        // Topic names and epochs contain no character that JSON escapes.
        Buffer json = Buffer.buffer("{\"topic\":\"" + page.topic() + "\",\"epoch\":\"" + page.epoch() + "\",\"head\":"
                + page.head() + ",\"recovered\":" + page.recovered() + ",\"messages\":[");
        String start = "{";
        for (Message message : page.messages()) {
            json.appendBytes(MessageJson.encode(start, message, "}"));
            start = ",{";
        }
        return json.appendString("]}");
    }
}
