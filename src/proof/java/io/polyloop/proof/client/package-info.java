/** Subscribers that reconnect and resume, and the check of what they receive. */
package io.polyloop.proof.client;
