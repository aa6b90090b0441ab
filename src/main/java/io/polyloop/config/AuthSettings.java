package io.polyloop.config;

import java.time.Duration;
import java.util.List;

/** How clients authenticate, and what they may do. {@code cache} is in bytes, for each event loop. */
public record AuthSettings(
        AuthMode mode,
        List<IssuerSettings> issuers,
        String keysFile,
        String tenantClaim,
        List<RuleSettings> rules,
        Duration clockSkew,
        Duration maxAge,
        Duration maxStale,
        Duration timeout,
        Duration sessionAge,
        Duration ticketAge,
        boolean development,
        int cache) {

    static AuthSettings read(SettingsReader reader) {
        List<IssuerSettings> issuers = IssuerSettings.read(reader);
        return new AuthSettings(
                reader.choice("auth.mode", AuthMode.class),
                issuers,
                reader.text("auth.keys-file"),
                reader.text("auth.tenant-claim"),
                RuleSettings.read(reader, issuers),
                reader.duration("auth.clock-skew", "0s", "5m"),
                reader.duration("auth.max-age", "1m", "365d"),
                reader.duration("auth.max-stale", "1m", "30d"),
                reader.duration("auth.timeout", "100ms", "1m"),
                reader.duration("auth.session-age", "1m", "365d"),
                reader.duration("auth.ticket-age", "1s", "10m"),
                reader.flag("auth.development"),
                reader.size("auth.cache", "64KiB", "1GiB"));
    }

    /** Whether clients have to authenticate. */
    public boolean required() {
        return mode == AuthMode.TOKEN;
    }

    /** Whether there are no rules: then no client can use a topic. */
    public boolean allowsNothing() {
        return rules.isEmpty();
    }
}
