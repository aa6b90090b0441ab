package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.polyglot.ScriptFolder;
import io.polyloop.polyglot.ScriptOptions;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service whose owner removed the Graal libraries still starts, and a js verticle says what is missing. */
class WithoutGraalTest {

    @Test
    void without_graal_the_factory_loads_and_only_a_js_verticle_fails() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            vertx.registerVerticleFactory(factoryWithoutGraal());
            String message = ScriptExtension.failure(vertx.deployVerticle("js:packaged.js"));
            assertTrue(message.contains("js:packaged.js cannot start: GraalJS is missing"), message);
        } finally {
            ScriptExtension.soon(vertx.close());
        }
    }

    private static VerticleFactory factoryWithoutGraal() throws ReflectiveOperationException {
        Class<?> language = new NoGraal().loadClass(JavaScript.class.getName());
        return ((Language) language.getConstructor().newInstance())
                .factory(new ScriptOptions(ScriptFolder.packaged(), Duration.ofSeconds(2)));
    }

    /** The package loaded again by a class loader without the classes of Graal. */
    private static final class NoGraal extends ClassLoader {
        NoGraal() {
            super(WithoutGraalTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.graalvm.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("io.polyloop.polyglot.graal.") ? ours(name) : super.loadClass(name, resolve);
        }

        private Class<?> ours(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
