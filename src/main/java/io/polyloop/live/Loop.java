package io.polyloop.live;

import java.util.function.Consumer;

/**
 * What the channels of one event loop share.
 *
 * @param hungry takes a channel that has something for its subscriptions, to {@link Channel#feed} it soon
 * @param repair takes a channel whose state is in doubt, to {@link Channel#retry} it in the next round of repair
 */
record Loop(
        LiveMetrics metrics,
        Tail tail,
        Blocks blocks,
        Consumer<Channel> hungry,
        Reads reads,
        CatchUpTurns turns,
        Consumer<Channel> repair) {}
