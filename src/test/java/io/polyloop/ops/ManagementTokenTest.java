package io.polyloop.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.polyloop.fixture.LogCapture;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ManagementTokenTest {
    private static final String FIRST = "0123456789abcdef";
    private static final String SECOND = "fedcba9876543210";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final LogCapture log = new LogCapture(ManagementToken.class.getName());
    private Path file;
    private ManagementToken token;

    @BeforeEach
    void read_the_first_token() throws IOException {
        file = folder.resolve("token");
        token = new ManagementToken(vertx, file);
        write(FIRST + "\n");
        assertTrue(token.matches(FIRST));
    }

    @AfterEach
    void close() {
        log.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "0123456789 abcdef"})
    void content_that_is_no_token_is_logged_once_and_the_earlier_token_stays(String content) throws IOException {
        write(content);
        write(content);

        assertTrue(token.matches(FIRST));
        assertFalse(token.matches(content.strip()));
        assertEquals(1, log.messages().size(), log.messages()::toString);
        assertEquals(1, log.count("make one with openssl rand -hex 32"));
    }

    @Test
    void a_file_that_is_gone_is_logged_once_and_the_earlier_token_stays() throws IOException {
        Files.delete(file);
        read();
        read();

        assertTrue(token.matches(FIRST));
        assertEquals(1, log.messages().size(), log.messages()::toString);
        assertEquals(1, log.count("does not exist; write a token to it"));
    }

    @Test
    void a_file_that_is_not_readable_is_logged_and_the_earlier_token_stays() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        read();

        assertTrue(token.matches(FIRST));
        assertEquals(1, log.count("is not readable"));
    }

    @Test
    void a_token_after_a_fault_is_used_and_logged() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(ManagementToken.class);
        logger.setLevel(Level.INFO);
        try {
            write("");
            log.clear();
            write(SECOND);
            write(SECOND);
        } finally {
            logger.setLevel(null);
        }

        assertTrue(token.matches(SECOND));
        assertFalse(token.matches(FIRST));
        assertEquals(1, log.messages().size(), log.messages()::toString);
        assertEquals(1, log.count("the token that it contains now is used"));
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        read();
    }

    private void read() {
        token.read().toCompletionStage().toCompletableFuture().join();
    }
}
