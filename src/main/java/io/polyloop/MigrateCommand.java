package io.polyloop;

import io.polyloop.config.Settings;
import io.polyloop.journal.Schema;
import java.util.List;

/** {@code migrate}: upgrades the tables without serving. */
record MigrateCommand() implements Command {
    static Command of(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw Command.invalid("migrate takes no arguments");
        }
        return new MigrateCommand();
    }

    @Override
    public Report run(Settings settings) {
        return new Report(Schema.upgrade(settings.journal(), settings.dataDir()));
    }
}
