/** How fast clients may go: limits per subject, tenant, address and topic, each of this node alone. */
package io.polyloop.limit;
