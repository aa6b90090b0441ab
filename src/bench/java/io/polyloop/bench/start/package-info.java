/** What scripts cost before they do anything. */
package io.polyloop.bench.start;
