package io.polyloop.bench.language;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import io.polyloop.bench.peer.JavaPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A verticle that does one {@link Task}.
 *
 * @param verticle its name
 * @param runsIt the class that runs scripts of its language, empty for a class of the JVM
 * @param needs a class that is only there if the build has the language
 * @param compiler whether the Graal compiler is to be there
 */
record LanguagePeer(String name, String verticle, String runsIt, String needs, boolean compiler, Task task)
        implements Peer {
    private static final Path SCRIPTS = Path.of("src", "bench", "scripts").toAbsolutePath();

    @Override
    public Optional<String> missing() {
        if (!isHere(needs)) {
            return Optional.of("no " + needs + " in this build");
        }
        return compiler ? GraalCompiler.missing() : Optional.empty();
    }

    @Override
    public Server start(Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                LanguageServer.TASK,
                task.name(),
                LanguageServer.VERTICLE,
                verticle,
                LanguageServer.RUNS_IT,
                runsIt,
                LanguageServer.FOLDER,
                SCRIPTS.toString()));
        if (compiler) {
            environment.put("JDK_JAVA_OPTIONS", GraalCompiler.options());
        }
        return new JavaPeer(name, LanguageServer.class, environment).start(folder);
    }

    private static boolean isHere(String type) {
        try {
            Class.forName(type, false, LanguagePeer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
