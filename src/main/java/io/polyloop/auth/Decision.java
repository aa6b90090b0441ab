package io.polyloop.auth;

/**
 * Whether something is allowed.
 *
 * @param rule the number of the rule that allows it, from 1; 0 if none does
 * @param reason for the audit log, not for the client
 */
public record Decision(boolean allowed, int rule, String reason) {}
