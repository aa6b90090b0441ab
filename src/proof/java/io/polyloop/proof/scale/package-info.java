/** Measures the cost of clusters of different sizes on one machine: {@code src/proof/run.sh scale}. */
package io.polyloop.proof.scale;
