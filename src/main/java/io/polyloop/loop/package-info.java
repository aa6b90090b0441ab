/** Work of an event loop that is split over its turns, so that the loop serves its connections in between. */
package io.polyloop.loop;
