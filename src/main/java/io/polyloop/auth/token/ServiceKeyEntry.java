package io.polyloop.auth.token;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One entry of {@code auth.keys-file} as JSON. Error messages start with its id. */
final class ServiceKeyEntry {
    private static final Set<String> FIELDS = Set.of("id", "name", "sha256", "issued", "expires", "tenant", "claims");
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,32}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    /** One segment of a topic, so that a rule can use it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private final JsonObject json;
    private final List<String> errors;

    private ServiceKeyEntry(JsonObject json, List<String> errors) {
        this.json = json;
        this.errors = errors;
    }

    /** The key, or null if the entry is invalid. */
    static ServiceKey read(Object item, List<String> errors) {
        if (item instanceof JsonObject json) {
            return new ServiceKeyEntry(json, errors).read();
        }
        errors.add("an entry is not {id, name, sha256}");
        return null;
    }

    static JsonObject write(ServiceKey key) {
        JsonObject json = JsonObject.of("id", key.id(), "name", key.name(), "sha256", key.sha256());
        putUnlessNull(json, "issued", key.issued());
        putUnlessNull(json, "expires", key.expires());
        putUnlessNull(json, "tenant", key.tenant());
        return key.claims().isEmpty() ? json : json.put("claims", key.claims());
    }

    private static void putUnlessNull(JsonObject json, String field, Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    private ServiceKey read() {
        int before = errors.size();
        for (String field : json.fieldNames()) {
            require(FIELDS.contains(field), "unknown field " + field);
        }
        String id = text("id", ID, "lower-case letters and digits");
        String name = text("name", NAME, "up to 64 lower-case letters, digits, - and _");
        String hash = text("sha256", HASH, "64 lower-case hex digits");
        Object claims = json.getValue("claims", new JsonObject());
        require(claims instanceof JsonObject, "claims is not {name: value}");
        require(json.getValue("tenant", "") instanceof String, "tenant is not a text");
        Instant issued = time("issued");
        Instant expires = time("expires");
        return errors.size() > before
                ? null
                : new ServiceKey(id, name, hash, issued, expires, json.getString("tenant"), (JsonObject) claims);
    }

    private String text(String field, Pattern form, String expected) {
        String value = String.valueOf(json.getValue(field));
        require(form.matcher(value).matches() && json.containsKey(field), field + " is not " + expected);
        return value;
    }

    private Instant time(String field) {
        Object value = json.getValue(field);
        try {
            return value == null ? null : Instant.parse(value.toString());
        } catch (DateTimeException malformed) {
            require(false, field + " is not a time such as 2030-01-31T12:00:00Z");
            return null;
        }
    }

    private void require(boolean holds, String error) {
        if (!holds) {
            errors.add("key " + json.getValue("id") + ": " + error);
        }
    }
}
