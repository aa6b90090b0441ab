/**
 * The benchmark: Polyloop and its alternatives on the same work in the same run. Each server is a separate process,
 * measured from outside. Rounds alternate between servers, so that a busy machine slows all of them alike.
 */
package io.polyloop.bench;
