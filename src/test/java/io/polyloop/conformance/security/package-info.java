/** Every door with every credential: what a client without the right to it gets, and that no credential is shown. */
package io.polyloop.conformance.security;
