/**
 * A sample: devices send readings, and what passes a threshold becomes an alert. Remove it with its folder and its
 * lines in {@code conf/polyloop.yaml}.
 */
package io.polyloop.samples.devices;
