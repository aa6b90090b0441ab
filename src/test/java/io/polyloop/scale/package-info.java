/** What a cluster costs as it gets nodes, measured on one machine: {@code ./mvnw -Pscale verify}. */
package io.polyloop.scale;
