/**
 * Scripts on GraalVM's polyglot engine, in a sandbox. Without {@code src/main/js}, the build excludes this package and its
 * libraries.
 */
package io.polyloop.polyglot.graal;
