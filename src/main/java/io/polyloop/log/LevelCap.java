package io.polyloop.log;

import java.util.Arrays;
import java.util.Optional;

/** Libraries whose output below INFO contains credentials or payloads, so that INFO is the lowest level they can have. */
enum LevelCap {
    NETTY("io.netty", "connections, byte by byte"),
    VERTX("io.vertx", "targets of requests, with their tickets, and messages of the bus"),
    HIKARI("com.zaxxer.hikari", "the properties of the database connection"),
    POSTGRESQL("org.postgresql", "statements with the values of rows, and the exchange of the password"),
    SQLITE("org.sqlite", "statements"),
    FLYWAY("org.flywaydb", "the address of the database and the statements of migrations"),
    JSON_SCHEMA("com.networknt", "the bodies of requests that it validates"),
    JDK("jdk", "headers of requests, such as Authorization"),
    JDK_HTTP("sun", "headers of requests, such as Authorization"),
    JDK_TLS("javax", "handshakes and data of TLS connections");

    private final String logger;
    private final String contents;

    LevelCap(String logger, String contents) {
        this.logger = logger;
        this.contents = contents;
    }

    /** The logger of the library, which all of its loggers inherit from. */
    String logger() {
        return logger;
    }

    /** Why the level is limited, for people. */
    String reason() {
        return logger + " can have info or above: below it, its output contains " + contents;
    }

    /** The limit that applies to this logger. */
    static Optional<LevelCap> of(String logger) {
        return Arrays.stream(values()).filter(cap -> cap.covers(logger)).findFirst();
    }

    private boolean covers(String name) {
        return name.equals(logger) || name.startsWith(logger + ".");
    }
}
