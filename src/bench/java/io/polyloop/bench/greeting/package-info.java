/** What a measured node of Polyloop runs besides the service itself. */
package io.polyloop.bench.greeting;
