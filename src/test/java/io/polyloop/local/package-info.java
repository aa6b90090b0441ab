/** Three nodes and their database on one machine, as processes: {@code ./mvnw -Pcluster verify}. */
package io.polyloop.local;
