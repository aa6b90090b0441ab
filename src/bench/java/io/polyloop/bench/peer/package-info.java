/** How servers under measurement are started. */
package io.polyloop.bench.peer;
