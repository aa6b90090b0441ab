package io.polyloop.journal;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.CommittedCodec;
import io.polyloop.bus.Erased;
import io.polyloop.bus.News;
import io.polyloop.bus.NewsCodec;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicName;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import java.util.List;

/** Tells of a commit: every node once, and the verticles of this node that listen to a topic. */
final class CommitPublisher {
    private final EventBus bus;
    private final DeliveryOptions toAllNodes = NewsCodec.options();
    private final DeliveryOptions withinNode = CommittedCodec.options();
    // event loop only
    private long lastNumber;

    CommitPublisher(EventBus bus) {
        this.bus = bus;
    }

    void publish(Committed committed) {
        List<Message> messages = committed.messages();
        if (messages.isEmpty()) {
            return;
        }
        for (News part : News.split(committed.epoch(), lastNumber + 1, messages)) {
            lastNumber = part.number();
            bus.publish(Addresses.TOPIC_APPENDED, part, toAllNodes);
        }
        for (int start = 0, end; start < messages.size(); start = end) {
            end = endOfTopic(messages, start);
            for (String address : Addresses.committed(messages.get(start).topic())) {
                sendToVerticles(address, messages.subList(start, end));
            }
        }
    }

    /** Announces to every node that messages were erased. */
    void publish(Erased erased) {
        // This news may be lost, and has no number that would show it: hubs find the erasure when they ask for heads.
        skipNumber();
        bus.publish(Addresses.TOPIC_ERASED, erased.json());
    }

    /** Leaves a number out, which makes hubs ask for heads: a commit that failed may be on disk all the same. */
    void skipNumber() {
        lastNumber++;
    }

    /** How much news was announced so far: the number of the last. */
    long lastNumber() {
        return lastNumber;
    }

    /** Most topics have no listener, and then only the first message is offered. */
    private void sendToVerticles(String address, List<Message> messages) {
        MessageProducer<Message> listeners = bus.publisher(address, withinNode);
        for (Message message : messages) {
            if (listeners.write(message).failed()) {
                // It says at once that nobody is there. Whoever comes just now hears what is committed from now on.
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
