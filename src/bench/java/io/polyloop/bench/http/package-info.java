/** What a request costs the server: a static page, and a small answer in JSON. */
package io.polyloop.bench.http;
