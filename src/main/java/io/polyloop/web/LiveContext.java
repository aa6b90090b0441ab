package io.polyloop.web;

import io.polyloop.auth.Authenticator;
import io.polyloop.config.LimitSettings;
import io.polyloop.config.LiveSettings;
import io.polyloop.internals.AfterIoExecutor;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.FlushScheduler;
import io.polyloop.live.LiveMetrics;
import io.polyloop.trace.Traces;
import java.time.Duration;

/** What every live connection of one event loop shares. */
record LiveContext(
        ConnectionAccess access,
        ClientTopics.Factory topics,
        Authenticator authenticator,
        Duration authTimeout,
        RequestRates rates,
        LiveSettings live,
        LimitSettings limits,
        LiveMetrics metrics,
        LiveConnections connections,
        RefusalMetrics refusals,
        FlushScheduler flushes,
        AfterIoExecutor afterIo,
        Traces traces) {}
