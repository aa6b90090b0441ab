package io.polyloop.settings;

/** Settings of a sample, as a project writes them. */
public record OrderSettings(String currency, int limit, String apiKey) {
    public OrderSettings(Section section) {
        this(section.text("currency"), section.number("limit", 1, 1_000), section.secret("api-key"));
        if (currency.length() != 3) {
            section.reject("currency", "\"" + currency + "\" is not a currency; set one such as EUR");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return currency + " " + limit;
    }
}
