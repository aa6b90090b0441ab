package io.polyloop;

import io.polyloop.auth.token.DevelopmentKey;
import io.polyloop.config.Quantity;
import io.polyloop.config.Settings;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code token}: prints a development token, and nothing else on the standard output. */
record TokenCommand(String subject, JsonObject claims, Duration validity) implements Command {
    private static final String SUBJECT = "--sub";
    private static final String CLAIM = "--claim";
    private static final String EXPIRES = "--expires";
    private static final Set<String> RESERVED = Set.of("iss", "aud", "sub", "exp", "iat", "jti");

    static TokenCommand of(List<String> given) {
        Arguments arguments = new Arguments(given, Set.of(SUBJECT, CLAIM, EXPIRES));
        return new TokenCommand(
                arguments.required(SUBJECT),
                arguments.claims(CLAIM, RESERVED),
                arguments.duration(EXPIRES).orElse(Duration.ofHours(1)));
    }

    @Override
    public Report run(Settings settings) {
        Duration maxAge = settings.auth().maxAge();
        if (validity.compareTo(maxAge) > 0) {
            throw new UsageException(EXPIRES + " is longer than auth.max-age, "
                    + Quantity.formatMillis(maxAge.toMillis()) + ": nodes would refuse the token");
        }
        String token = DevelopmentKey.in(settings.dataDir()).sign(subject, claims, validity);
        return new Report(token, note(settings));
    }

    private static String note(Settings settings) {
        if (settings.acceptsDevelopmentTokens() && settings.auth().required()) {
            return "";
        }
        return settings.auth().required()
                ? "nodes with these settings refuse this token: they need http.host on a loopback address, "
                        + "auth.development: true, and no http.trusted-proxies"
                : "auth.mode is " + settings.auth().mode() + ", in which nodes ask for no token; "
                        + "with auth.mode: token, those on a loopback address accept this one";
    }
}
