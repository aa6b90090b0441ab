package io.polyloop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * The levels of the loggers of this process. A level of a logger also applies to those below it, except to a library with
 * a {@link LevelCap}. Any thread.
 */
public final class LogLevels {
    private static final String AUDIT = "audit";
    /** Those of scripts contain the path of a file. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$./-]{1,200}");

    private final LoggerContext context;
    private final Set<LevelCap> held = EnumSet.noneOf(LevelCap.class); // guarded by this
    private final Map<String, Level> replaced = new HashMap<>(); // guarded by this

    LogLevels(LoggerContext context) {
        this.context = context;
    }

    /** Empty if the process logs with another library than Logback. */
    public static Optional<LogLevels> ofProcess() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(new LogLevels(context))
                : Optional.empty();
    }

    /** Whether a logger whose level is set can have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Why this logger must not get this level, for people; empty if it can. */
    public static Optional<String> refusal(String name, org.slf4j.event.Level level) {
        if (name.equals(AUDIT) || name.startsWith(AUDIT + ".")) {
            return Optional.of("the audit log has a fixed level");
        }
        boolean isVerbose = level.toInt() < org.slf4j.event.Level.INFO.toInt();
        return isVerbose ? LevelCap.of(name).map(LevelCap::reason) : Optional.empty();
    }

    /** Sets levels that stay, by logger; creates loggers that do not exist yet. */
    public synchronized void configure(Map<String, org.slf4j.event.Level> levels) {
        change(() -> levels.forEach((name, level) -> set(context.getLogger(name), logback(level))));
    }

    /** Sets a level until {@link #restore}. Does nothing if no such logger exists. */
    public synchronized void override(String name, org.slf4j.event.Level level) {
        Logger logger = context.exists(name);
        if (logger != null) {
            if (!replaced.containsKey(name)) {
                replaced.put(name, isHeld(name) ? null : logger.getLevel());
            }
            change(() -> set(logger, logback(level)));
        }
    }

    /** Gives a logger the level that it had before {@link #override}. */
    public synchronized void restore(String name) {
        if (replaced.containsKey(name)) {
            Level before = replaced.remove(name);
            change(() -> set(context.getLogger(name), before));
        }
    }

    /** Holds the libraries at INFO meanwhile, so that none inherits a lower level even for a moment. */
    private void change(Runnable levels) {
        for (LevelCap cap : LevelCap.values()) {
            Logger library = context.getLogger(cap.logger());
            if (library.getLevel() == null) {
                set(library, null);
            }
        }
        levels.run();
        held.removeIf(this::release);
    }

    private void set(Logger logger, Level level) {
        Optional<LevelCap> cap =
                LevelCap.of(logger.getName()).filter(of -> of.logger().equals(logger.getName()));
        if (level == null && cap.isPresent()) {
            held.add(cap.get());
            logger.setLevel(Level.INFO);
        } else {
            cap.ifPresent(held::remove);
            logger.setLevel(level);
        }
    }

    /** Whether the library inherits its level again, which is INFO or above. */
    private boolean release(LevelCap cap) {
        boolean isHarmless = parent(cap.logger()).getEffectiveLevel().isGreaterOrEqual(Level.INFO);
        if (isHarmless) {
            context.getLogger(cap.logger()).setLevel(null);
        }
        return isHarmless;
    }

    private Logger parent(String name) {
        int dot = name.lastIndexOf('.');
        return context.getLogger(dot < 0 ? Logger.ROOT_LOGGER_NAME : name.substring(0, dot));
    }

    private boolean isHeld(String name) {
        return held.stream().anyMatch(cap -> cap.logger().equals(name));
    }

    /** The level of a logger that exists: one that has logged, or a parent of it. */
    public synchronized Optional<LoggerLevel> find(String name) {
        return Optional.ofNullable(context.exists(name)).map(this::level);
    }

    /** The loggers with a level of their own, in the order of their names. */
    public List<LoggerLevel> own() {
        return list(logger -> logger.getLevel() != null, Integer.MAX_VALUE);
    }

    /** The loggers whose name begins with {@code prefix}, in the order of their names. */
    public List<LoggerLevel> startingWith(String prefix, int limit) {
        return list(logger -> logger.getName().startsWith(prefix), limit);
    }

    private synchronized List<LoggerLevel> list(Predicate<Logger> which, int limit) {
        return context.getLoggerList().stream()
                .filter(which)
                .limit(limit)
                .map(this::level)
                .toList();
    }

    private LoggerLevel level(Logger logger) {
        String name = logger.getName();
        Level own = isHeld(name) ? null : logger.getLevel();
        Level configured = replaced.containsKey(name) ? replaced.get(name) : own;
        return new LoggerLevel(name, text(logger.getEffectiveLevel()), configured == null ? null : text(configured));
    }

    private static Level logback(org.slf4j.event.Level level) {
        return Level.convertAnSLF4JLevel(level);
    }

    private static String text(Level level) {
        return level.toString().toLowerCase(Locale.ROOT);
    }
}
