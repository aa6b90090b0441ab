package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What a node shows in a run: its log at DEBUG, and its answers, so that credentials can be searched in all of it. */
final class CapturedOutput implements AutoCloseable {
    /** Shorter ones, such as {@code garbage}, are in texts of their own right. */
    private static final int SHORTEST = 20;

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String failure =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            texts.add(event.getLoggerName() + " " + event.getFormattedMessage() + event.getMDCPropertyMap() + failure);
        }
    };
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    CapturedOutput() {
        // The console shows what it did before.
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(other -> other.addFilter(threshold(before)));
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
    }

    private static ThresholdFilter threshold(Level level) {
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(level.toString());
        filter.start();
        return filter;
    }

    /** Adds an answer. */
    void add(String text) {
        texts.add(text);
    }

    /** This must not appear. Returns it. */
    String secret(String credential) {
        if (credential.length() >= SHORTEST) {
            secrets.add(credential);
        }
        return credential;
    }

    void secrets(Collection<String> credentials) {
        credentials.forEach(this::secret);
    }

    /** Fails if a credential is in what was captured. A token without its signature is no credential, but its parts identify it. */
    void assertNoSecrets() {
        Set<String> shown = new LinkedHashSet<>();
        for (String text : texts) {
            for (String secret : secrets) {
                if (text.contains(secret) || text.contains(signature(secret))) {
                    shown.add(text.length() > 500 ? text.substring(0, 500) : text);
                }
            }
        }
        assertEquals(Set.of(), shown, "credentials are shown");
    }

    private static String signature(String credential) {
        String last = credential.substring(credential.lastIndexOf('.') + 1);
        return last.length() >= SHORTEST ? last : credential;
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(appender);
        others.forEach(Appender::clearAllFilters);
    }
}
