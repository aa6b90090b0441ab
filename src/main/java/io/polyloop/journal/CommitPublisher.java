package io.polyloop.journal;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.CommittedCodec;
import io.polyloop.bus.Erased;
import io.polyloop.bus.News;
import io.polyloop.bus.NewsCodec;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicName;
import io.polyloop.trace.Traces;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import java.util.List;

/** Publishes commits: the news to each node once, and each message to the verticles of this node that consume it. */
final class CommitPublisher {
    private final EventBus bus;
    private final DeliveryOptions toAllNodes = NewsCodec.options();
    private final DeliveryOptions withinNode = CommittedCodec.options();
    // event loop only
    private long lastNumber;

    CommitPublisher(EventBus bus) {
        this.bus = bus;
    }

    /** @param contexts of the span of the commit, and of those that led to it; none if it is not sampled */
    void publish(Committed committed, List<String> contexts) {
        List<Message> messages = committed.messages();
        if (messages.isEmpty()) {
            return;
        }
        DeliveryOptions options = News.carrying(contexts, toAllNodes);
        for (News part : News.split(committed.epoch(), lastNumber + 1, messages)) {
            lastNumber = part.number();
            bus.publish(Addresses.TOPIC_APPENDED, part, options);
        }
        DeliveryOptions local = contexts.isEmpty() ? withinNode : Traces.continuing(withinNode, contexts.get(0));
        for (int start = 0, end; start < messages.size(); start = end) {
            end = endOfTopic(messages, start);
            for (String address : Addresses.committed(messages.get(start).topic())) {
                sendToVerticles(address, messages.subList(start, end), local);
            }
        }
    }

    /** Publishes to each node that messages were erased. */
    void publish(Erased erased) {
        // This news can be lost and has no number. The number skipped here makes hubs query heads and find the erasure.
        skipNumber();
        bus.publish(Addresses.TOPIC_ERASED, erased.json());
    }

    /** Skips a number, which makes hubs query heads: a commit that failed can still be on disk. */
    void skipNumber() {
        lastNumber++;
    }

    /** The number of the last published news; 0 before the first. */
    long lastNumber() {
        return lastNumber;
    }

    /** Most topics have no consumer; then only the first message is sent. */
    private void sendToVerticles(String address, List<Message> messages, DeliveryOptions options) {
        MessageProducer<Message> listeners = bus.publisher(address, options);
        for (Message message : messages) {
            if (listeners.write(message).failed()) {
                // Fails at once if there is no consumer. One that registers now receives later commits only.
                return;
            }
        }
    }

    private static int endOfTopic(List<Message> messages, int start) {
        TopicName topic = messages.get(start).topic();
        int end = start + 1;
        while (end < messages.size() && messages.get(end).topic().equals(topic)) {
            end++;
        }
        return end;
    }
}
