/** A sample: devices send readings, and readings above a threshold become alerts. */
package io.polyloop.samples.devices;
