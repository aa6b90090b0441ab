package io.polyloop.config;

import java.util.Locale;

/** Who is asked for credentials. */
public enum AuthMode {
    /** Nobody, and therefore only this machine is served. */
    LOOPBACK,
    /** Nobody, on purpose. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
