package io.polyloop.bench.language;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import java.io.IOException;
import java.util.List;

/** The cost of a request to a verticle in each language. */
public final class Languages implements Workload {
    private static final String JAVASCRIPT = "io.polyloop.polyglot.graal.JavaScript";
    private static final String GROOVY = "io.polyloop.polyglot.groovy.Groovy";
    private static final String PYTHON = "io.polyloop.polyglot.graal.Python";
    /** Exists only with {@code src/main/graal/with.sh python}; the class above always exists. */
    private static final String GRAAL_PYTHON = "com.oracle.graal.python.PythonLanguage";

    private static final double START_SECONDS = 2;
    private static final int WARM_UPS = 7;

    private final Scale scale;
    private final Task task;

    public Languages(Scale scale, Task task) {
        this.scale = scale;
        this.task = task;
    }

    @Override
    public String name() {
        return "languages-" + task.address();
    }

    @Override
    public List<Peer> peers() {
        return List.of(
                verticle("Java", HandlersVerticle.class.getName()),
                verticle("Kotlin", "io.polyloop.bench.language.KotlinHandlersVerticle"),
                script("Groovy", "groovy:handlers.groovy", GROOVY, false),
                script("JavaScript", "js:handlers.js", JAVASCRIPT, false),
                script("JavaScript, compiled", "js:handlers.js", JAVASCRIPT, true),
                new LanguagePeer("Python", "python:handlers.py", PYTHON, GRAAL_PYTHON, false, task));
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public int rounds() {
        return scale.rounds();
    }

    @Override
    public double estimatedSeconds() {
        return peers().size()
                * (START_SECONDS + (scale.warmUpMillis() * WARM_UPS + scale.roundMillis() * rounds()) / 1e3);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "CPU time of one event loop on which a Java client calls the verticle over the event bus, with 32 "
                        + "requests outstanding: request, handling and reply. The client and the event bus are the "
                        + "same for all, so the difference to Java is the cost of the language.",
                "JSON: the handler receives a report of 300 bytes, reads five fields, and replies with an object of "
                        + "150 bytes. The garbage collector's and the JIT compiler's threads are not counted.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws IOException {
        return new LanguageSession(this, peer, server);
    }

    Scale scale() {
        return scale;
    }

    String table() {
        return "languages, " + task.title();
    }

    private Peer verticle(String name, String verticle) {
        return new LanguagePeer(name, verticle, "", verticle, false, task);
    }

    private Peer script(String name, String file, String runsIt, boolean compiler) {
        return new LanguagePeer(name, file, runsIt, runsIt, compiler, task);
    }
}
