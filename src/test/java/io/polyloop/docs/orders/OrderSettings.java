package io.polyloop.docs.orders;

import io.polyloop.settings.Section;

/** The section orders of conf/app.yaml. */
public record OrderSettings(String currency, int maxQuantity) {
    public OrderSettings(Section section) {
        this(section.text("currency"), section.number("max-quantity", 1, 1_000_000));
        if (!currency.matches("[A-Z]{3}")) {
            section.reject("currency", "\"" + currency + "\" is not a currency; set one such as EUR");
        }
    }
}
