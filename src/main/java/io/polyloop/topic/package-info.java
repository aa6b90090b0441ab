/** The domain: what is published, where it stands, and the port to the place that keeps it. Knows nothing else. */
package io.polyloop.topic;
