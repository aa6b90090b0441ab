/** Verifies credentials: tokens by the keys of their issuers, and service keys. Makes development tokens. */
package io.polyloop.auth.token;
