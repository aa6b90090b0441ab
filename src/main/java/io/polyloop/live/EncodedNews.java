package io.polyloop.live;

import io.polyloop.bus.News;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** News as the hubs of a node share them: by topic, each message with its encodings made once. */
record EncodedNews(String epoch, long number, Map<TopicName, List<LiveMessage>> byTopic) {

    static EncodedNews of(News news) {
        Map<TopicName, List<LiveMessage>> byTopic = new LinkedHashMap<>();
        for (Message message : news.messages()) {
            byTopic.computeIfAbsent(message.topic(), topic -> new ArrayList<>())
                    .add(new LiveMessage(news.epoch(), message));
        }
        return new EncodedNews(news.epoch(), news.number(), byTopic);
    }
}
