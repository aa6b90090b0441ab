package io.polyloop.bench.language;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.peer.JavaPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A verticle that does one {@link Task}.
 *
 * @param verticle the name of the verticle
 * @param languageClass the class that runs scripts of this language; empty for a JVM language
 * @param requiredClass a class that exists only if the build includes the language
 * @param compiler whether to use the Graal compiler
 */
record LanguagePeer(
        String name, String verticle, String languageClass, String requiredClass, boolean compiler, Task task)
        implements Peer {
    private static final Path SCRIPTS = Path.of("src", "bench", "scripts").toAbsolutePath();

    @Override
    public Optional<String> unavailable() {
        if (!isOnClassPath(requiredClass)) {
            return Optional.of("no " + requiredClass + " in this build");
        }
        return compiler ? GraalCompiler.missing() : Optional.empty();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                LanguageServer.TASK,
                task.name(),
                LanguageServer.VERTICLE,
                verticle,
                LanguageServer.LANGUAGE_CLASS,
                languageClass,
                LanguageServer.FOLDER,
                SCRIPTS.toString()));
        if (compiler) {
            environment.put("JDK_JAVA_OPTIONS", GraalCompiler.options());
        }
        return new JavaPeer(name, LanguageServer.class, environment).start(folder);
    }

    private static boolean isOnClassPath(String type) {
        try {
            Class.forName(type, false, LanguagePeer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
