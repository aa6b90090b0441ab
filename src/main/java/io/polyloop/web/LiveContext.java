package io.polyloop.web;

import io.polyloop.config.LimitSettings;
import io.polyloop.config.LiveSettings;
import io.polyloop.internals.AfterIoExecutor;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.FlushScheduler;
import io.polyloop.live.Hub;
import io.polyloop.live.LiveMetrics;
import io.polyloop.topic.Journal;

/** What every live connection of one event loop shares. */
record LiveContext(
        ConnectionAccess access,
        Hub hub,
        Journal journal,
        LiveSettings live,
        LimitSettings limits,
        LiveMetrics metrics,
        LiveConnections connections,
        RefusalMetrics refusals,
        FlushScheduler flushes,
        AfterIoExecutor afterIo) {}
