/** Settings: read once at start into records; all errors are reported together. */
package io.polyloop.config;
