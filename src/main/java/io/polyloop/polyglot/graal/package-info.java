/**
 * Scripts on GraalVM's polyglot engine, in a sandbox. The build leaves this package out when {@code src/main/js} is
 * not there, and its libraries with it.
 */
package io.polyloop.polyglot.graal;
