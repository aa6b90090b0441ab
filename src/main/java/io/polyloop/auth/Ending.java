package io.polyloop.auth;

/** Why an identity does not hold any more. */
public enum Ending {
    /** Its token, session or key has expired. */
    EXPIRED("the credentials have expired"),
    /** Its subject, token, key or session was revoked, or its service key removed. */
    REVOKED("the credentials are revoked");

    private final String detail;

    Ending(String detail) {
        this.detail = detail;
    }

    /** For the client: what happened. */
    public String detail() {
        return detail;
    }
}
