/**
 * A sample: a greeting in each language, over the event bus. To remove it, delete this folder, the {@code hello} script
 * of each language, and their lines in {@code conf/polyloop.yaml}.
 */
package io.polyloop.samples.hello;
