package io.polyloop;

import io.polyloop.config.Settings;
import java.util.List;
import java.util.Optional;

/** A command that runs instead of the server: {@code java -jar polyloop.jar <command>}. Blocks. */
@FunctionalInterface
interface Command {
    String USAGE =
            """
            Usage: java -jar polyloop.jar [<command>]
              backup <file>       writes a copy of the journal
              restore <file>      replaces the journal with a copy
              migrate             upgrades the tables of the journal, as a start would, and exits
              token --sub <name> [--claim <name>=<value>]... [--expires 1h]
                                  prints a token for development, which nodes on a loopback address accept
              key create --name <name> [--tenant <name>] [--claim <name>=<value>]... [--expires 90d]
                                  adds a service key to auth.keys-file, and prints it
              key list            lists the service keys
              key remove <id>     removes a service key
              --help, --version
            Without a command, starts the server. All commands read their settings from conf/ and the environment.""";

    /** Fails with {@link UsageException} if the settings do not allow it. */
    Report run(Settings settings);

    /**
     * What a command says.
     *
     * @param output its result, for the standard output
     * @param note what to do with it, for people; empty for nothing
     */
    record Report(String output, String note) {
        Report(String output) {
            this(output, "");
        }
    }

    /** Invalid arguments. */
    final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** The output of {@code --help} and {@code --version}; empty for all other arguments. */
    static Optional<String> information(List<String> arguments) {
        return switch (arguments.get(0)) {
            case "--help", "-h", "help" -> Optional.of(USAGE);
            case "--version", "-V", "version" -> Optional.of("Polyloop " + StartReport.version());
            default -> Optional.empty();
        };
    }

    /** Fails with {@link UsageException} unless {@code arguments} are a command and what it takes. */
    static Command of(List<String> arguments) {
        String name = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (name) {
            case "backup" -> FileCommand.of(FileCommand.Action.BACKUP, rest);
            case "restore" -> FileCommand.of(FileCommand.Action.RESTORE, rest);
            case "migrate" -> MigrateCommand.of(rest);
            case "token" -> TokenCommand.of(rest);
            case "key" -> KeyCommand.of(rest);
            default -> throw invalid("unknown command: " + name);
        };
    }

    static UsageException invalid(String reason) {
        return new UsageException(reason + "\n" + USAGE);
    }
}
