package io.polyloop.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Append;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import io.polyloop.trace.Span;
import io.polyloop.trace.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node without {@code traces.endpoint}. */
class TracesOffIT {
    @TempDir
    Path folder;

    @Test
    void a_node_serves_without_a_class_of_the_library() throws Exception {
        ClassLoader without = new WithoutLibrary();
        assertThrows(ClassNotFoundException.class, () -> without.loadClass("io.opentelemetry.api.trace.Span"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // For plug-ins, and for the threads of the node.
        thread.setContextClassLoader(without);
        try {
            serve(without.loadClass(TestNode.class.getName()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void serve(Class<?> type) throws Exception {
        Object node = type.getMethod("start", Path.class, Object[].class).invoke(null, folder, new Object[0]);
        try (AutoCloseable closing = (AutoCloseable) node) {
            URI messages = (URI) type.getMethod("http", String.class).invoke(node, "/api/v1/topics/t/messages");
            String parent = "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01";
            assertEquals(201, Http.post(messages, "{}", "traceparent", parent).statusCode());
        }
    }

    @Test
    void an_append_allocates_nothing_for_traces() {
        Append append = Append.of(new TopicName("t"), new Payload("1".getBytes()));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        trace(append);
        long before = threads.getCurrentThreadAllocatedBytes();
        long overhead = threads.getCurrentThreadAllocatedBytes() - before;
        before = threads.getCurrentThreadAllocatedBytes();
        trace(append);
        assertEquals(overhead, threads.getCurrentThreadAllocatedBytes() - before);
    }

    /** What the path of an append does for traces. */
    private static void trace(Append append) {
        append.in(Traces.OFF.current());
        Span span = Traces.OFF.follow("commit", List.of()).set("polyloop.appends", 1);
        span.end(true);
        span.contextAnd(List.of());
        Traces.OFF.route("/api");
    }

    /** Loads the service again, and none of OpenTelemetry. */
    private static final class WithoutLibrary extends ClassLoader {
        WithoutLibrary() {
            super(TracesOffIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.opentelemetry.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.polyloop.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failed) {
                throw new ClassNotFoundException(name, failed);
            }
        }
    }
}
