package io.polyloop.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the audit log writes: its fields in order, without time and request. Events with equal fields are repetitions.
 * Not thread-safe until it is complete.
 */
record AuditEvent(String name, Map<String, Object> fields) {
    /** Longest value; the longest topics and the issuers and subjects of the field fit. */
    static final int MAX_TEXT = 256;

    /** @param name such as {@code denied} */
    static AuditEvent of(String name) {
        return new AuditEvent(name, new LinkedHashMap<>()).with("event", name);
    }

    AuditEvent who(Identity identity) {
        return with("issuer", identity.issuer())
                .with("subject", identity.subject())
                .with("tenant", identity.tenant());
    }

    /** Adds a field unless the value is null or empty. Cuts a text: a client chooses some of them. */
    AuditEvent with(String field, Object value) {
        if (value != null && !"".equals(value)) {
            fields.put(field, value instanceof Number ? value : cut(value.toString()));
        }
        return this;
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + "…";
    }
}
