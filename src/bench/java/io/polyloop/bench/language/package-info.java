/** What a message costs in each language that a verticle can be written in. */
package io.polyloop.bench.language;
