/** Nodes with the settings of the pods in {@code k8s/overlays/cluster}. */
package io.polyloop.proof.pods;
