/**
 * The benchmark: Polyloop beside what people would pick instead, on the same work in the same run. Each server is a
 * process of its own, measured from outside; rounds are interleaved, so that a busy machine slows all alike.
 */
package io.polyloop.bench;
