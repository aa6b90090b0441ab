package io.polyloop.live;

import io.polyloop.bus.News;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * News that the hubs of a node share: messages by topic, each of which is encoded once for all hubs.
 *
 * @param committedAt when the last message was committed, in milliseconds since 1970
 */
record EncodedNews(String epoch, long number, long committedAt, Map<TopicName, List<LiveMessage>> byTopic) {

    static EncodedNews of(News news) {
        Map<TopicName, List<LiveMessage>> byTopic = new LinkedHashMap<>();
        for (Message message : news.messages()) {
            byTopic.computeIfAbsent(message.topic(), topic -> new ArrayList<>())
                    .add(new LiveMessage(news.epoch(), message));
        }
        long committedAt = news.messages().get(news.messages().size() - 1).at();
        return new EncodedNews(news.epoch(), news.number(), committedAt, byTopic);
    }
}
