package io.polyloop.live;

import io.polyloop.topic.Journal;
import java.util.function.Consumer;

/**
 * What the channels of one event loop share.
 *
 * @param page messages of one read from the journal
 * @param hungry told of a channel that has something for its subscriptions, to {@link Channel#feed} it soon
 */
record Loop(Journal journal, int page, LiveMetrics metrics, Tail tail, Blocks blocks, Consumer<Channel> hungry) {}
