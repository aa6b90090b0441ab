/**
 * Groovy scripts, which are trusted code. Without {@code src/main/groovy}, the build excludes this package and its
 * library.
 */
package io.polyloop.polyglot.groovy;
