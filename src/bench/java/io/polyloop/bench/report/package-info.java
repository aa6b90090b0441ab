/** Tables, targets and charts of a run. */
package io.polyloop.bench.report;
