package io.polyloop.live;

import java.util.function.Consumer;

/**
 * What the fan-outs of one event loop share.
 *
 * @param fanOuts takes a fan-out that has something for its subscriptions, to {@link TopicFanOut#deliver} it soon
 * @param repair takes a fan-out whose state is in doubt, to {@link TopicFanOut#startCheck} it in the next round of repair
 */
record LoopContext(
        LiveMetrics metrics,
        TailBudget tail,
        FrameBatchCache batches,
        Consumer<TopicFanOut> fanOuts,
        ReadScheduler reads,
        CatchUpScheduler catchUps,
        Consumer<TopicFanOut> repair) {}
