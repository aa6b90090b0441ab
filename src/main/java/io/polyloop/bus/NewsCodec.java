package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Encodes news for other nodes, with payloads as bytes instead of JSON within JSON. Within a node it is not encoded. */
public final class NewsCodec extends NodeCodec<News, News> {
    private static final String NAME = "news.2";

    NewsCodec() {
        super(NAME);
    }

    /** Options of news to all nodes. Its spans are those of the contexts that it carries. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setTracingPolicy(TracingPolicy.IGNORE);
    }

    @Override
    public void encodeToWire(Buffer wire, News news) {
        append(wire, news.epoch().getBytes(StandardCharsets.US_ASCII));
        wire.appendLong(news.number());
        wire.appendInt(news.messages().size());
        for (Message message : news.messages()) {
            append(wire, message.topic().value().getBytes(StandardCharsets.US_ASCII));
            wire.appendLong(message.seq()).appendLong(message.at());
            append(wire, message.data().json());
        }
    }

    @Override
    public News decodeFromWire(int position, Buffer wire) {
        Reader reader = new Reader(wire, position);
        String epoch = new String(reader.bytes(), StandardCharsets.US_ASCII);
        long number = reader.longNumber();
        int count = reader.number();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TopicName topic = new TopicName(new String(reader.bytes(), StandardCharsets.US_ASCII));
            messages.add(new Message(topic, reader.longNumber(), reader.longNumber(), new Payload(reader.bytes())));
        }
        return new News(epoch, number, messages);
    }

    @Override
    public News transform(News news) {
        return news;
    }

    private static void append(Buffer wire, byte[] bytes) {
        wire.appendInt(bytes.length).appendBytes(bytes);
    }

    private static final class Reader {
        private final Buffer wire;
        private int position;

        Reader(Buffer wire, int position) {
            this.wire = wire;
            this.position = position;
        }

        int number() {
            position += Integer.BYTES;
            return wire.getInt(position - Integer.BYTES);
        }

        long longNumber() {
            position += Long.BYTES;
            return wire.getLong(position - Long.BYTES);
        }

        byte[] bytes() {
            int length = number();
            position += length;
            return wire.getBytes(position - length, position);
        }
    }
}
