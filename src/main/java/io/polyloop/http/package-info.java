/**
 * Parts of HTTP that the public server, the management server and routes share: for which hosts they answer, where a
 * request ends, and how they refuse.
 */
package io.polyloop.http;
