/** The cost of a message in each language of a verticle. */
package io.polyloop.bench.language;
