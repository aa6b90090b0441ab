package io.polyloop.config;

import java.util.Locale;

/** How clients authenticate. */
public enum AuthMode {
    /** No authentication; loopback only. */
    LOOPBACK,
    /** No authentication, set explicitly; any address. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
