package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.MessageJson;
import io.polyloop.topic.Position;

/** How a message looks on the wire, by kind of subscriber. */
public enum Encoding {
    /** A WebSocket text frame's content. */
    SOCKET {
        @Override
        byte[] encode(String epoch, Message message) {
            return MessageJson.encode("{\"op\":\"message\",", message, "}");
        }
    },
    /** A server-sent event (WHATWG HTML, section 9.2). Payloads are compact JSON, so one data line is enough. */
    STREAM {
        @Override
        byte[] encode(String epoch, Message message) {
            String before = "id: " + new Position(epoch, message.seq()) + "\nevent: message\ndata: {";
            return MessageJson.encode(before, message, "}\n\n");
        }
    };

    abstract byte[] encode(String epoch, Message message);
}
