package io.polyloop.settings;

import java.time.Duration;

/** The example of docs/settings.md. */
public record OrderSettings(String currency, int limit, Duration delay, String apiKey) {
    public OrderSettings(Section section) {
        this(
                section.text("currency"),
                section.number("limit", 1, 1_000),
                section.duration("retry.delay", "1s", "1h"),
                section.secret("api-key"));
        if (currency.length() != 3) {
            section.reject("currency", "\"" + currency + "\" is not a currency; set one such as EUR");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return currency + " " + limit + " " + delay;
    }
}
