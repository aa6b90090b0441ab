/** Measures what one small node carries: {@code src/proof/run.sh limits}. */
package io.polyloop.proof.limits;
