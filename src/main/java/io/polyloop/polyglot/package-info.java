/**
 * Verticles in languages that are not compiled: what all of these languages share. Each has a package of its own below
 * this one, switched on by its line under {@code scripts.languages}; delete the package and the line together.
 */
package io.polyloop.polyglot;
