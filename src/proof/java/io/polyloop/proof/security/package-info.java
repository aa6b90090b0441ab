/** A node that authenticates: with a real issuer whose keys rotate, and under a flood of bad tokens. */
package io.polyloop.proof.security;
