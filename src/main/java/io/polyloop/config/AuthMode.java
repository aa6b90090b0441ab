package io.polyloop.config;

import java.util.Locale;

/** How clients authenticate. */
public enum AuthMode {
    /** No authentication; loopback only. */
    LOOPBACK,
    /** No authentication, set explicitly; any address. */
    NONE,
    /** Every request needs a token, a service key, a session or a ticket, except for a closed list of public paths. */
    TOKEN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
