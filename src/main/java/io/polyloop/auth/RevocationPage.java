package io.polyloop.auth;

import java.util.List;

/**
 * Some of the revocations that hold.
 *
 * @param next what the next page comes after; 0 if there is none
 */
public record RevocationPage(List<Revocation> revocations, long next) {}
