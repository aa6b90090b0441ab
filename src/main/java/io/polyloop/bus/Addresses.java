package io.polyloop.bus;

import io.polyloop.topic.TopicName;
import java.util.ArrayList;
import java.util.List;

/** The names on the bus: a command is in the imperative, an event in the past participle. */
public final class Addresses {
    /** Command, answered by this node's journal: append messages. JSON {@code {topic, data, key?}}. */
    public static final String JOURNAL_APPEND = "journal.append";
    /** Command: read a page. JSON {@code {topic, after, limit}}. */
    public static final String JOURNAL_READ = "journal.read";
    /** Command, within the node: read a page for a subscription. */
    public static final String JOURNAL_CATCH_UP = "journal.catch-up";
    /** Command, within the node: how many commits were announced. */
    public static final String JOURNAL_ANNOUNCED = "journal.announced";
    /** Command, within the node: the heads of some topics. */
    public static final String JOURNAL_HEADS = "journal.heads";
    /** Command, within the node: the topics of a prefix. */
    public static final String JOURNAL_TOPICS = "journal.topics";
    /** Command, within the node: erase messages. */
    public static final String JOURNAL_ERASE = "journal.erase";
    /** Command, within the node: fails unless the database takes writes. */
    public static final String JOURNAL_CHECK = "journal.check";
    // Events of all topics are not under "topic.": a topic named appended would have the same address.

    /** Event, to every node once: a batch was committed. It may be lost; the journal is the truth. */
    public static final String TOPIC_APPENDED = "topics.appended";
    /** Event, to every node: messages were erased. JSON {@code {topic, epoch, through}}. It may be lost. */
    public static final String TOPIC_ERASED = "topics.erased";
    /** Event, within the node: an erasure that reached it, for the hub of each event loop. */
    public static final String ERASURE_RECEIVED = "erasure.received";
    /** Event, within the node: the news that reached it, for the hub of each event loop. */
    public static final String NEWS_RECEIVED = "news.received";

    /** Event, to every node: one of them is there, or leaves. JSON {@code {node, leaves}}. */
    public static final String NODE_BEAT = "node.beat";

    private static final String SUBSCRIBERS = "node.subscribers.";
    private static final String TOPIC = "topic.";

    private Addresses() {}

    /**
     * Command to one node: how many subscriptions some topics have there. A JSON list of names gives one of numbers.
     */
    public static String subscribers(String node) {
        return SUBSCRIBERS + node;
    }

    /**
     * Where this node tells of each message it committed to {@code topic}: the topic's own address, and one for each
     * prefix that ends before a dot. {@code readings.d1} is told on {@code topic.readings.d1} and
     * {@code topic.readings.*}.
     */
    public static List<String> committed(TopicName topic) {
        List<String> addresses = new ArrayList<>(2);
        String name = topic.value();
        addresses.add(TOPIC + name);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            addresses.add(TOPIC + name.substring(0, dot) + ".*");
        }
        return addresses;
    }
}
