package io.polyloop.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span without the queries of addresses: a query may contain a credential, such as a ticket. */
final class WithoutQuery extends DelegatingSpanData {
    private final Attributes attributes;

    @SuppressWarnings("unchecked") // A value has the type of its key.
    WithoutQuery(SpanData span) {
        super(span);
        AttributesBuilder kept = Attributes.builder();
        span.getAttributes().forEach((key, value) -> {
            String name = key.getKey();
            if (value instanceof String text && (name.startsWith("url.") || name.startsWith("http."))) {
                if (!name.equals("url.query")) {
                    kept.put(name, text.split("\\?", 2)[0]);
                }
            } else {
                kept.put((AttributeKey<Object>) key, value);
            }
        });
        attributes = kept.build();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }
}
