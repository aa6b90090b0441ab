/**
 * Verticles in scripting languages: what all languages share. Each language has a package below this one, and is enabled
 * by its line under {@code scripts.languages}. The service knows this package only as a {@link
 * io.polyloop.plugin.VerticlePlugin}, and works without it.
 */
package io.polyloop.polyglot;
