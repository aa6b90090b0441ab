package io.polyloop.bench.language;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.peer.JavaPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A verticle in this language that does this work. */
record LanguagePeer(MeasuredLanguage language, Task task) implements Peer {
    private static final Path SCRIPTS = Path.of("src", "bench", "scripts").toAbsolutePath();

    @Override
    public String name() {
        return language.name();
    }

    @Override
    public Optional<String> unavailable() {
        return language.missing().get();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                LanguageServer.TASK,
                task.name(),
                LanguageServer.VERTICLE,
                language.verticle(),
                LanguageServer.LANGUAGE_CLASS,
                language.languageClass(),
                LanguageServer.FOLDER,
                SCRIPTS.toString()));
        environment.putAll(language.environment());
        return new JavaPeer(name(), LanguageServer.class, environment).start(folder);
    }
}
