package io.polyloop.auth.token;

import io.polyloop.auth.Secret;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verifies service keys: {@code plk_<id>_<secret>}. Any thread. */
final class ServiceKeys {
    static final String PREFIX = "plk_";

    private static final int MAX_LENGTH = 256;
    private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z0-9]{1,32})_[A-Za-z0-9_-]+");
    /** Not the hash of a key that anyone could know. */
    private static final byte[] DUMMY = new byte[32];

    private final Supplier<Map<String, ServiceKey>> keys;
    private final Clock clock;

    /** @param keys by id, as they are now; must not block */
    ServiceKeys(Supplier<Map<String, ServiceKey>> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Fails with a {@link Refusal}. */
    ServiceKey verify(String credential) {
        Matcher form = FORM.matcher(credential);
        Refusal.SERVICE_KEY.unless(credential.length() <= MAX_LENGTH && form.matches());
        ServiceKey key = keys.get().get(form.group(1));
        byte[] stored = key == null ? DUMMY : HexFormat.of().parseHex(key.sha256());
        // In constant time, and for an unknown id too, so that the time of an answer tells nothing.
        boolean equal = MessageDigest.isEqual(stored, Secret.sha256(credential));
        Refusal.SERVICE_KEY.unless(key != null && equal);
        Refusal.SERVICE_KEY_EXPIRED.unless(key.isActive(clock.instant()));
        return key;
    }
}
