/** The cost of an HTTP request: for a static page, and for a small JSON response. */
package io.polyloop.bench.http;
