/** Tables, marks and pictures of a run. */
package io.polyloop.bench.report;
