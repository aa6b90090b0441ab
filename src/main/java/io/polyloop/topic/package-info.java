/** The domain: topics, messages and positions, and the port to the journal. Depends on no other package. */
package io.polyloop.topic;
