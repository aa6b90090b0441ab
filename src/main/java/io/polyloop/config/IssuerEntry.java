package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parses one entry of {@code auth.issuers}. Error messages start with the issuer of the entry. */
final class IssuerEntry {
    private static final String KEY = "auth.issuers";
    private static final Set<String> FIELDS =
            Set.of("issuer", "audience", "algorithms", "keys", "types", "subject-claim");
    private static final Set<String> ASYMMETRIC = new LinkedHashSet<>(
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"));
    private static final Set<String> HMAC = new LinkedHashSet<>(List.of("HS256", "HS384", "HS512"));
    /** The issuers that are built in; an entry could let another key sign in their names. */
    private static final String OWN = "urn:polyloop:";

    private static final String FORM =
            "expected {issuer: https://id.example.org/, audience: polyloop, algorithms: [RS256, ES256], keys: discovery}";

    private final JsonObject entry;
    private final List<String> errors;
    private final String issuer;

    private IssuerEntry(JsonObject entry, List<String> errors) {
        this.entry = entry;
        this.errors = errors;
        this.issuer = text("issuer", "");
    }

    static List<IssuerSettings> readAll(SettingsReader reader) {
        List<IssuerSettings> issuers = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object item : reader.items(KEY)) {
            if (item instanceof JsonObject entry) {
                issuers.add(new IssuerEntry(entry, errors).read(seen));
            } else {
                errors.add("\"" + item + "\" is not an entry");
            }
        }
        if (!errors.isEmpty()) {
            reader.reject(KEY, String.join("; ", errors) + "; " + FORM);
        }
        return List.copyOf(issuers);
    }

    private IssuerSettings read(Set<String> seen) {
        require(!issuer.isBlank(), "an entry has no issuer");
        require(seen.add(issuer), "appears twice");
        require(!issuer.startsWith(OWN), OWN + " names what is built in");
        for (String field : entry.fieldNames()) {
            require(FIELDS.contains(field), "unknown field " + field);
        }
        IssuerSettings settings = new IssuerSettings(
                issuer,
                text("audience", ""),
                texts("algorithms", List.of("RS256", "ES256")),
                text("keys", IssuerSettings.DISCOVERY),
                texts("types", List.of("at+jwt", "JWT")),
                text("subject-claim", "sub"));
        require(!settings.audience().isBlank(), "audience is missing; without it, tokens for other services are valid");
        require(!settings.subjectClaim().isBlank(), "subject-claim is empty");
        require(!settings.types().isEmpty(), "types is empty");
        checkAlgorithms(settings);
        checkKeys(settings);
        return settings;
    }

    private void checkAlgorithms(IssuerSettings settings) {
        require(!settings.algorithms().isEmpty(), "algorithms is empty");
        for (String algorithm : settings.algorithms()) {
            require(
                    ASYMMETRIC.contains(algorithm) || HMAC.contains(algorithm),
                    "unknown algorithm " + algorithm + ", expected some of " + ASYMMETRIC + ", or of " + HMAC);
        }
        if (settings.isSymmetric()) {
            // Otherwise a public key, which everyone has, could serve as the secret (RFC 8725, section 2.1).
            require(HMAC.containsAll(settings.algorithms()), "HMAC and asymmetric algorithms exclude each other");
            require(settings.isFile(), "HMAC needs keys to name a file that contains the secret");
        }
    }

    private void checkKeys(IssuerSettings settings) {
        if (settings.isDiscovered()) {
            require(
                    TrustedAddress.parse(issuer).isPresent(),
                    "keys: discovery needs an issuer that is an https address (http only on loopback)");
        } else if (settings.isFile()) {
            require(isReadable(settings.keys()), "keys: " + settings.keys() + " is not a file that can be read");
        } else {
            require(
                    TrustedAddress.parse(settings.keys()).isPresent(),
                    "keys: " + settings.keys() + " is not an https address (http only on loopback)");
        }
    }

    private static boolean isReadable(String file) {
        try {
            Path path = Path.of(file);
            return Files.isRegularFile(path) && Files.isReadable(path);
        } catch (InvalidPathException malformed) {
            return false;
        }
    }

    private String text(String field, String absent) {
        Object value = entry.getValue(field, absent);
        if (value instanceof String text) {
            return text;
        }
        require(false, field + " is not a text");
        return absent;
    }

    private Set<String> texts(String field, List<String> absent) {
        Object value = entry.getValue(field, new JsonArray(absent));
        if (value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance)) {
            Set<String> texts = new LinkedHashSet<>();
            list.forEach(item -> texts.add((String) item));
            return texts;
        }
        require(false, field + " is not a list of texts");
        return new LinkedHashSet<>(absent);
    }

    private void require(boolean holds, String error) {
        if (!holds) {
            errors.add(issuer == null || issuer.isBlank() ? error : issuer + ": " + error);
        }
    }
}
