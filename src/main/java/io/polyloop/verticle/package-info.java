/**
 * The event bus as a verticle uses it: topics, consumers, refusals, and the trace of a request. Public API: see {@code
 * docs/upgrading.md}.
 */
package io.polyloop.verticle;
