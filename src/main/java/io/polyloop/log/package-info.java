/**
 * Log format: control characters are escaped so that no text can forge an event, and equal failures are counted.
 */
package io.polyloop.log;
