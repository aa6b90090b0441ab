package io.polyloop.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends what libraries log with {@code java.util.logging} to the log, such as the PostgreSQL driver and the JDK. */
final class JavaUtilLogging {
    private JavaUtilLogging() {}

    static void redirect(LoggerContext context) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        // With the levels of the log, so that these libraries do not make events that no appender takes.
        LevelChangePropagator levels = new LevelChangePropagator();
        levels.setContext(context);
        levels.start();
        context.addListener(levels);
    }
}
