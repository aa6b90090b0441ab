package io.polyloop;

import io.polyloop.devmode.Sources;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The main class of a node under {@code mvn vertx:run}: scripts are served, and reloaded, from the source folders. */
final class DevMode {
    private DevMode() {}

    public static void main(String[] args) {
        exitWithLauncher();
        Main.run(args, settings());
    }

    /** A launcher that is killed does not stop its node. */
    private static void exitWithLauncher() {
        ProcessHandle.current().parent().ifPresent(launcher -> launcher.onExit().thenRun(() -> System.exit(0)));
    }

    /** Defaults in place of those of production; what the developer configures wins. */
    private static Map<String, Object> settings() {
        JsonArray folders = Sources.SCRIPTS.stream()
                .filter(Files::isDirectory)
                .map(Path::toString)
                .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
        return Map.of("scripts.dir", folders, "scripts.reload", true);
    }
}
