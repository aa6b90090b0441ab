package io.polyloop.conformance;

import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the address of a real node. One node serves all of them: each has topics of its own. */
public final class ContractNode implements ParameterResolver {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private record Shared(TestNode node) implements CloseableResource {
        static Shared start() {
            try {
                return new Shared(TestNode.start(
                        Files.createTempDirectory("polyloop-conformance"),
                        "journal.erase",
                        true,
                        "http.webroot",
                        "src/test/resources/pages"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            node.close();
        }
    }

    public static String freshTopic() {
        return "conformance-" + TOPICS.incrementAndGet();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RawHttp.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(Namespace.create(ContractNode.class))
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        return new RawHttp(shared.node().port());
    }
}
