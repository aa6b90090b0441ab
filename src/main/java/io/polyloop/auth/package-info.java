/** Who a client is, what it may do, and how that is decided: tokens, keys, sessions, rules, revocation, audit. */
package io.polyloop.auth;
