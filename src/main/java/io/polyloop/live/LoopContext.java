package io.polyloop.live;

/**
 * What all topics of one event loop share.
 *
 * @param counts subscriptions of the whole node, by topic
 * @param tails bounds the recent messages in memory
 * @param fanOuts schedules the delivery of news
 * @param catchUps schedules the delivery of history
 * @param maxLag messages that a subscription may fall behind, once it was live, before it is closed
 */
record LoopContext(
        LiveMetrics metrics,
        SubscriberCounts counts,
        TailBudget tails,
        FrameBatchCache batches,
        FanOutScheduler fanOuts,
        CatchUpScheduler catchUps,
        int maxLag) {}
