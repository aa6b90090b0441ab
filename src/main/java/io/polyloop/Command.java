package io.polyloop;

import io.polyloop.config.Settings;
import io.polyloop.journal.Backup;
import io.polyloop.journal.Restore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the process does instead of serving: {@code java -jar polyloop.jar backup <file>} or {@code restore <file>}. */
enum Command {
    BACKUP((settings, file) -> new Backup(settings.journal(), settings.dataDir()).write(file)),
    RESTORE((settings, file) -> new Restore(settings.journal(), settings.dataDir()).from(file));

    static final String USAGE = "Usage: java -jar polyloop.jar [backup <file> | restore <file> | --help | --version];"
            + " without arguments it serves. Settings come from conf/ and the environment in all cases";

    /** Arguments that are not understood. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    private final BiFunction<Settings, Path, String> action;

    Command(BiFunction<Settings, Path, String> action) {
        this.action = action;
    }

    /** What {@code --help} and {@code --version} print; empty for all other arguments. */
    static Optional<String> information(List<String> arguments) {
        return switch (arguments.get(0)) {
            case "--help", "-h", "help" -> Optional.of(USAGE);
            case "--version", "-V", "version" -> Optional.of("Polyloop " + StartReport.version());
            default -> Optional.empty();
        };
    }

    /** Fails with {@link UsageException} unless {@code arguments} are a command and a file. */
    static Command of(List<String> arguments) {
        for (Command command : values()) {
            if (command.argument().equals(arguments.get(0))) {
                if (arguments.size() != 2 || arguments.get(1).isBlank()) {
                    throw new UsageException(command.argument() + " needs one file, and nothing else. " + USAGE);
                }
                // Who asks for help or misspells an option would get a backup of that name.
                if (arguments.get(1).startsWith("-")) {
                    throw new UsageException(arguments.get(1) + " is not a file; for a file of this name write ./"
                            + arguments.get(1) + ". " + USAGE);
                }
                return command;
            }
        }
        throw new UsageException(arguments.get(0) + " is not a command. " + USAGE);
    }

    /** Returns what was done, in one line. */
    String run(Settings settings, String file) {
        try {
            return action.apply(settings, Path.of(file));
        } catch (InvalidPathException invalid) {
            throw new UsageException(file + " is not the name of a file: " + invalid.getReason());
        }
    }

    private String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
