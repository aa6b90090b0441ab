/**
 * The removable sample: one greeting in each language, reached over the bus. To be rid of it delete this package,
 * {@code src/main/js/hello.js}, and their lines in {@code conf/polyloop.yaml}.
 */
package io.polyloop.samples.hello;
