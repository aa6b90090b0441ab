/** The protocols of the measured servers: how clients subscribe and publish. */
package io.polyloop.bench.protocol;
