/**
 * A sample: devices send readings, and readings above a threshold become alerts. To remove it, delete this folder, the
 * {@code alerts} script of each language, and their lines in {@code conf/polyloop.yaml}.
 */
package io.polyloop.samples.devices;
