package io.polyloop.log;

/**
 * The level of a logger. Levels are in lower case.
 *
 * @param level that applies
 * @param configured that the logger has itself, apart from an override; null if it inherits that of a parent
 */
public record LoggerLevel(String name, String level, String configured) {}
