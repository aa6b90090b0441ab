package io.polyloop.polyglot;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.SettingsReader;
import io.polyloop.plugin.VerticlePlugin;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deploys scripts. Listed in {@code META-INF/services}. */
public final class ScriptPlugin implements VerticlePlugin {

    @Override
    public String group() {
        return "scripts";
    }

    @Override
    public void check(Map<String, Object> settings, List<String> errors) {
        ScriptSettings.read(new SettingsReader(settings, errors));
    }

    @Override
    public List<String> sourceFolders() {
        List<String> folders = new ArrayList<>();
        folders.add("js"); // part:javascript
        folders.add("groovy"); // part:groovy
        folders.add("python"); // part:python
        return folders;
    }

    @Override
    public Map<String, Object> developmentSettings(List<Path> folders) {
        JsonArray dirs =
                folders.stream().map(Path::toString).collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
        return Map.of("scripts.dir", dirs, "scripts.reload", true);
    }

    @Override
    public Deployer start(Vertx vertx, Map<String, Object> settings, MeterRegistry registry, Runnable tooManyStuck) {
        ScriptSettings scripts = ScriptSettings.read(new SettingsReader(settings, new ArrayList<>()));
        return new ScriptDeployer(vertx, scripts, registry, tooManyStuck);
    }
}
