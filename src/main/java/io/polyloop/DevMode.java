package io.polyloop;

import io.polyloop.plugin.VerticlePlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The main class of a node under {@code mvn vertx:run}: plug-ins read their sources, such as scripts, from src/main. */
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
        Map<String, Object> settings = new HashMap<>();
        VerticlePlugin.all().forEach(plugin -> settings.putAll(plugin.developmentSettings(sourceFolders(plugin))));
        return settings;
    }

    private static List<Path> sourceFolders(VerticlePlugin plugin) {
        return plugin.sourceFolders().stream()
                .map(Path.of("src/main")::resolve)
                .filter(Files::isDirectory)
                .toList();
    }
}
