package io.polyloop;

import io.polyloop.auth.token.ServiceKey;
import io.polyloop.auth.token.ServiceKeyFile;
import io.polyloop.config.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code key create}, {@code key list} and {@code key remove}. */
final class KeyCommand {
    private static final String NAME = "--name";
    private static final String TENANT = "--tenant";
    private static final String CLAIM = "--claim";
    private static final String EXPIRES = "--expires";
    private static final Set<String> RESERVED = Set.of("sub");

    private KeyCommand() {}

    static Command of(List<String> given) {
        String action = given.isEmpty() ? "" : given.get(0);
        List<String> rest = given.subList(Math.min(1, given.size()), given.size());
        return switch (action) {
            case "create" -> create(rest);
            case "list" -> list(rest);
            case "remove" -> remove(rest);
            default -> throw Command.invalid("key takes create, list or remove");
        };
    }

    private static Command create(List<String> given) {
        Arguments arguments = new Arguments(given, Set.of(NAME, TENANT, CLAIM, EXPIRES));
        String name = arguments.required(NAME);
        String tenant = arguments.optional(TENANT).orElse(null);
        var claims = arguments.claims(CLAIM, RESERVED);
        var validity = arguments.duration(EXPIRES).orElse(null);
        return settings -> with(settings, file -> {
            String key = file.create(name, tenant, claims, validity);
            return new Command.Report(
                    key,
                    "Store the key now: it is not shown again. A client sends it as `Authorization: Bearer <key>`. "
                            + "Running nodes read " + settings.auth().keysFile()
                            + " by themselves; it must be the same on all nodes, and readable for them.");
        });
    }

    private static Command list(List<String> given) {
        if (!given.isEmpty()) {
            throw Command.invalid("key list takes no arguments");
        }
        return settings -> with(
                settings,
                file -> new Command.Report(
                        file.keys().stream().map(KeyCommand::line).collect(Collectors.joining("\n"))));
    }

    private static Command remove(List<String> given) {
        if (given.size() != 1) {
            throw Command.invalid("key remove takes exactly one id");
        }
        String id = given.get(0);
        return settings -> with(settings, file -> {
            if (!file.remove(id)) {
                throw new Command.UsageException("there is no key " + id + "; `key list` shows the ids");
            }
            return new Command.Report("removed " + id, "Running nodes refuse it within seconds.");
        });
    }

    private static Command.Report with(Settings settings, Function<ServiceKeyFile, Command.Report> action) {
        String path = settings.auth().keysFile();
        if (path.isEmpty()) {
            throw new Command.UsageException(
                    "auth.keys-file is not set; name a file for the keys, such as data/service-keys.yaml");
        }
        try {
            return action.apply(new ServiceKeyFile(Path.of(path)));
        } catch (IllegalArgumentException invalid) {
            throw new Command.UsageException(invalid.getMessage());
        }
    }

    private static String line(ServiceKey key) {
        String end = key.expires() == null
                ? "does not expire"
                : (key.isActive(Instant.now()) ? "expires " : "expired ") + key.expires();
        return key.id() + "  " + key.name() + "  " + end + (key.tenant() == null ? "" : "  tenant " + key.tenant());
    }
}
