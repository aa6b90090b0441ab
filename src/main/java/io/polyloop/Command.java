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

/** The commands that run instead of the server: {@code java -jar polyloop.jar backup <file>} or {@code restore <file>}. */
enum Command {
    BACKUP((settings, file) -> new Backup(settings.journal(), settings.dataDir()).write(file)),
    RESTORE((settings, file) -> new Restore(settings.journal(), settings.dataDir()).from(file));

    static final String USAGE = "Usage: java -jar polyloop.jar [backup <file> | restore <file> | --help | --version]\n"
            + "Without arguments, starts the server. All commands read their settings from conf/ and the environment.";

    /** Invalid arguments. */
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

    /** The output of {@code --help} and {@code --version}; empty for all other arguments. */
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
                    throw invalid(command.argument() + " takes exactly one file");
                }
                // Otherwise `backup --help` would write a backup to a file named --help.
                if (arguments.get(1).startsWith("-")) {
                    throw invalid(
                            arguments.get(1) + " is not a file; for a file of this name write ./" + arguments.get(1));
                }
                return command;
            }
        }
        throw invalid("unknown command: " + arguments.get(0));
    }

    private static UsageException invalid(String reason) {
        return new UsageException(reason + "\n" + USAGE);
    }

    /** Returns one line that reports the result. */
    String run(Settings settings, String file) {
        try {
            return action.apply(settings, Path.of(file));
        } catch (InvalidPathException invalid) {
            throw new UsageException(file + " is not a valid file name: " + invalid.getReason());
        }
    }

    private String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
