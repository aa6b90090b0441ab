package io.polyloop.log;

/** The form of a log line. */
public enum LogFormat {
    /** For people: time, level, source, message, and the frames of a stack trace on lines of their own. */
    TEXT,
    /** One JSON object a line, for log collectors. */
    JSON
}
