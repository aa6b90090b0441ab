/** Three nodes and their database on one machine, as processes: {@code src/proof/run.sh cluster}. */
package io.polyloop.proof.local;
