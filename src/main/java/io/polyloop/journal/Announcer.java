package io.polyloop.journal;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.CommittedCodec;
import io.polyloop.bus.News;
import io.polyloop.bus.NewsCodec;
import io.polyloop.topic.Message;
import io.vertx.core.eventbus.EventBus;

/** Tells of a commit: every node once, and the verticles of this node that listen to a topic. */
final class Announcer {
    private final EventBus bus;
    private final String epoch;

    Announcer(EventBus bus, String epoch) {
        this.bus = bus;
        this.epoch = epoch;
    }

    void announce(Committed committed) {
        if (committed.messages().isEmpty()) {
            return;
        }
        bus.publish(Addresses.TOPIC_APPENDED, new News(epoch, committed.messages()), NewsCodec.options());
        for (Message message : committed.messages()) {
            for (String address : Addresses.committed(message.topic())) {
                bus.publish(address, message, CommittedCodec.options());
            }
        }
    }
}
