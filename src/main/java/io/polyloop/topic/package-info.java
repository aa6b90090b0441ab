/**
 * The domain: topics, messages and positions, and the port to the journal. Depends on no other package. Public API: see
 * {@code docs/upgrading.md}.
 */
package io.polyloop.topic;
