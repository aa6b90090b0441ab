package io.polyloop.auth;

/**
 * Whether something is allowed.
 *
 * @param rule the number of the rule that allows it, from 1; 0 if none does
 * @param reason for the audit log, not for the client; does not quote the values of claims
 */
public record Decision(boolean allowed, int rule, String reason) {
    /** A denial. */
    public static Decision deny(String reason) {
        return new Decision(false, 0, reason);
    }

    /** What a rule allows. Only {@link Access} decides so. */
    static Decision allow(int rule) {
        return new Decision(true, rule, "rule " + rule);
    }
}
