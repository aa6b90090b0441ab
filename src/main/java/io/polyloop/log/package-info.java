/**
 * How events are shown in the log: each on lines that no text inside it can forge, equal failures once with a count.
 */
package io.polyloop.log;
