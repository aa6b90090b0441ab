/** What a cluster costs as it gets nodes, measured on one machine: {@code src/proof/run.sh scale}. */
package io.polyloop.proof.scale;
