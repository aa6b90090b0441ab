/**
 * Static pages, from a directory or from the jar, without a single blocking call on an event loop.
 *
 * <p>{@code PageHandler} answers HTTP, {@code PageCache} keeps whole files and knows when they changed,
 * {@code PageFiles} is where they come from. Leave HTTP compression of the server off, or let it skip answers with
 * status 206: a range is cut from the file's own bytes, and compressing it afterwards gives the client garbage.
 */
package io.polyloop.web.page;
