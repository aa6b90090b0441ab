/** Every entry point with every credential: what a client without the right gets, and that no credential is shown. */
package io.polyloop.conformance.security;
