package io.polyloop.bench.append;

import io.polyloop.topic.Append;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.util.List;
import java.util.stream.IntStream;

/** The appended messages: 128 bytes of JSON, to each topic in turn. */
public final class SampleMessages {
    public static final int TOPICS = 16;
    public static final String DATA = "{\"text\":\"" + "x".repeat(128 - 11) + "\"}";

    private static final Payload PAYLOAD = Payload.stored(DATA);
    private static final List<TopicName> NAMES = IntStream.range(0, TOPICS)
            .mapToObj(i -> new TopicName("bench." + i))
            .toList();

    private SampleMessages() {}

    public static String topic(int writer) {
        return NAMES.get(writer % TOPICS).value();
    }

    public static Append append(int writer) {
        return Append.of(NAMES.get(writer % TOPICS), PAYLOAD);
    }
}
