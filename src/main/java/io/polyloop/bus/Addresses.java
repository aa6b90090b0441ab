package io.polyloop.bus;

import io.polyloop.topic.TopicName;
import io.polyloop.verticle.Topics;
import java.util.ArrayList;
import java.util.List;

/** The addresses on the bus. The name of a command is in the imperative, that of an event in the past participle. */
public final class Addresses {
    /** Command, answered by this node's journal: append messages. JSON {@code {topic, data, key?, as?}}. */
    public static final String JOURNAL_APPEND = Topics.APPEND;
    /** Command: read a page. JSON {@code {topic, after, limit, as?}}. */
    public static final String JOURNAL_READ = Topics.READ;
    /** Command, within the node: read a page for a subscription. */
    public static final String JOURNAL_CATCH_UP = "journal.catch-up";
    /** Command, within the node: the number of the last news that was published. */
    public static final String JOURNAL_ANNOUNCED = "journal.announced";
    /** Command, within the node: the heads of some topics. */
    public static final String JOURNAL_HEADS = "journal.heads";
    /** Command, within the node: the topics with a prefix. */
    public static final String JOURNAL_TOPICS = "journal.topics";
    /** Command, within the node: erase messages. */
    public static final String JOURNAL_ERASE = "journal.erase";
    /** Command, within the node: store a session or a ticket. */
    static final String CREDENTIALS_SAVE = "journal.credentials.save";
    /** Command, within the node: find a session. */
    static final String CREDENTIALS_SESSION = "journal.credentials.session";
    /** Command, within the node: take a ticket. */
    static final String CREDENTIALS_TICKET = "journal.credentials.ticket";
    /** Command, within the node: end a session. */
    static final String CREDENTIALS_END = "journal.credentials.end";
    /** Command, within the node: store a revocation. */
    static final String REVOCATIONS_SAVE = "journal.revocations.save";
    /** Command, within the node: take a revocation back. */
    static final String REVOCATIONS_WITHDRAW = "journal.revocations.withdraw";
    /** Command, within the node: read a page of revocations. */
    static final String REVOCATIONS_PAGE = "journal.revocations.page";
    /** Command, within the node: read how revocations changed. */
    static final String REVOCATIONS_CHANGES = "journal.revocations.changes";
    /** Command, within the node: fails unless the database accepts writes. */
    public static final String JOURNAL_CHECK = "journal.check";
    // Events of all topics are not under "topic.": a topic named appended would have the same address.

    /** Event, to each node once: a batch was committed. It can be lost; the journal is the source of truth. */
    public static final String TOPIC_APPENDED = "topics.appended";
    /** Event, to each node: messages were erased. JSON {@code {topic, epoch, through}}. It can be lost. */
    public static final String TOPIC_ERASED = "topics.erased";
    /** Event, to each node, without a body: revocations changed. It can be lost; a poll finds the change. */
    public static final String CREDENTIALS_REVOKED = "credentials.revoked";
    /** Event, within the node: it received the news of an erasure; for the hub of each event loop. */
    public static final String ERASURE_RECEIVED = "erasure.received";
    /** Event, within the node: it received the news of a commit; for the hub of each event loop. */
    public static final String NEWS_RECEIVED = "news.received";

    /** Event, to each node: the heartbeat of a node, or its last one. JSON {@code {node, leaves}}. */
    public static final String NODE_BEAT = "node.beat";

    private static final String SUBSCRIBERS = "node.subscribers.";

    private Addresses() {}

    /**
     * Command to one node: the number of its subscriptions by topic. A JSON array of names is answered with an array of
     * numbers.
     */
    public static String subscribers(String node) {
        return SUBSCRIBERS + node;
    }

    /**
     * The addresses to which this node sends each message that it committed to {@code topic}: that of the topic, and one
     * for each prefix that ends before a dot. For {@code readings.d1} these are {@code topic.readings.d1} and
     * {@code topic.readings.*}.
     */
    public static List<String> committed(TopicName topic) {
        List<String> addresses = new ArrayList<>(2);
        String name = topic.value();
        addresses.add(Topics.COMMITTED + name);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            addresses.add(Topics.COMMITTED + name.substring(0, dot) + ".*");
        }
        return addresses;
    }
}
