/**
 * Groovy scripts, which are trusted code. The build leaves this package out when {@code src/main/groovy} is not there,
 * and its library with it.
 */
package io.polyloop.polyglot.groovy;
