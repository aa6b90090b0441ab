package io.polyloop.polyglot;

import io.polyloop.verticle.Consumers;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The smallest language that can be supervised: a script is what the address {@code text} is answered with. {@code
 * import <file>} takes another file's text, {@code broken} cannot start, {@code fail} and {@code refuse} do so at each
 * call, {@code stay} does not want to stop, {@code hang} never does.
 */
final class TextLanguage implements VerticleFactory {
    private static final Set<String> SUFFIXES = Set.of("text");

    private final ScriptFolder folder;
    final AtomicInteger loads = new AtomicInteger();

    TextLanguage(ScriptFolder folder) {
        this.folder = folder;
    }

    @Override
    public String prefix() {
        return "text";
    }

    @Override
    public void createVerticle2(String name, ClassLoader loader, Promise<Callable<? extends Deployable>> verticle) {
        verticle.complete(() -> new Text(name.substring(name.indexOf(':') + 1)));
    }

    private final class Text extends VerticleBase implements SupervisedVerticle {
        private final String file;
        private ScriptMonitor monitor = ScriptMonitor.NONE;
        private String text;
        private Consumers consumers;

        Text(String file) {
            this.file = file;
        }

        @Override
        public void monitor(ScriptMonitor newMonitor) {
            monitor = newMonitor;
        }

        @Override
        public Future<?> start() {
            consumers = new Consumers(context);
            return vertx.executeBlocking(() -> load(monitor.watch(folder), file))
                    .compose(this::run);
        }

        private Future<Void> run(String loaded) {
            text = loaded;
            if (text.equals("broken")) {
                return Future.failedFuture(new IllegalStateException(file + ":1: broken"));
            }
            consumers.add("text", this::answer);
            return consumers.registered();
        }

        private void answer(Message<Object> message) {
            switch (text) {
                case "fail" -> {
                    monitor.failed(1, file + ":1: fail");
                    message.fail(500, "internal: fail");
                }
                case "refuse" -> {
                    monitor.refused(1);
                    message.fail(403, "forbidden: no");
                }
                default -> {
                    monitor.answered(1);
                    message.reply(text);
                }
            }
        }

        @Override
        public Future<?> stop() {
            Future<Void> stopped = text.equals("stay") ? Future.failedFuture("stay") : Future.succeededFuture();
            Promise<Void> never = Promise.promise();
            return consumers.unregister().compose(v -> text.equals("hang") ? never.future() : stopped);
        }

        private String load(ScriptFolder scripts, String name) {
            loads.incrementAndGet();
            String read = read(scripts.find(name, SUFFIXES).orElseThrow(() -> new IllegalStateException("no " + name)));
            return read.startsWith("import ") ? load(scripts, read.substring(7)) : read;
        }

        private static String read(URL file) {
            try (InputStream text = file.openStream()) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
