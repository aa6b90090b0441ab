/** A cluster and its database as processes on one machine: {@code src/proof/run.sh cluster}. */
package io.polyloop.proof.local;
