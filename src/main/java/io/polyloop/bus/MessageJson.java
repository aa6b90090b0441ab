package io.polyloop.bus;

import io.polyloop.topic.Message;
import java.nio.charset.StandardCharsets;

/** A message as the JSON of the wire. It is built without a parser or an encoder: the payload's bytes are copied. */
public final class MessageJson {
    private MessageJson() {}

    /** {@code {"topic":…,"seq":…,"at":…,"data":…}} between {@code before} and {@code after}. */
    public static byte[] encode(String before, Message message, String after) {
        // Topic names and times contain no character that JSON escapes.
        String head = before + "\"topic\":\"" + message.topic() + "\",\"seq\":" + message.seq() + ",\"at\":\""
                + Message.time(message.at()) + "\",\"data\":";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] data = message.data().json();
        byte[] end = after.getBytes(StandardCharsets.US_ASCII);
        byte[] json = new byte[start.length + data.length + end.length];
        System.arraycopy(start, 0, json, 0, start.length);
        System.arraycopy(data, 0, json, start.length, data.length);
        System.arraycopy(end, 0, json, start.length + data.length, end.length);
        return json;
    }
}
