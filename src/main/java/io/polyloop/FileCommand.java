package io.polyloop;

import io.polyloop.config.Settings;
import io.polyloop.journal.Backup;
import io.polyloop.journal.Restore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** {@code backup <file>} or {@code restore <file>}. */
record FileCommand(Action action, String file) implements Command {
    /** What is done with the file. */
    enum Action {
        BACKUP((settings, file) -> new Backup(settings.journal(), settings.dataDir()).write(file)),
        RESTORE((settings, file) -> new Restore(settings.journal(), settings.dataDir()).from(file));

        private final BiFunction<Settings, Path, String> work;

        Action(BiFunction<Settings, Path, String> work) {
            this.work = work;
        }

        private String argument() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FileCommand of(Action action, List<String> arguments) {
        if (arguments.size() != 1 || arguments.get(0).isBlank()) {
            throw Command.invalid(action.argument() + " takes exactly one file");
        }
        String file = arguments.get(0);
        // Otherwise `backup --help` would write a backup to a file named --help.
        if (file.startsWith("-")) {
            throw Command.invalid(file + " is not a file; for a file of this name write ./" + file);
        }
        return new FileCommand(action, file);
    }

    @Override
    public Report run(Settings settings) {
        try {
            return new Report(action.work.apply(settings, Path.of(file)));
        } catch (InvalidPathException invalid) {
            throw new UsageException(file + " is not a valid file name: " + invalid.getReason());
        }
    }
}
