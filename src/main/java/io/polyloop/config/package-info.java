/** Settings: read once at start, every fault reported together, then carried as records. */
package io.polyloop.config;
