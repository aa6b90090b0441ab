/** A sample: a greeting in each language, over the event bus. */
package io.polyloop.samples.hello;
