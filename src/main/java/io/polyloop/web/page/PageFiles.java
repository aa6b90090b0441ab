package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Where pages come from. Names are relative, checked by {@link PageName}; no method blocks its caller. */
interface PageFiles {

    /** Identifies a version of a file without reading it. */
    record Stat(long size, long modified) {}

    /** Looks at the file; fails if there is none, or if the name is one of a directory. */
    Future<Stat> stat(String name);

    /** Reads the whole file. */
    Future<Buffer> read(String name);

    /**
     * Sends a part of the file as the body, and ends the response. Succeeds once it is on its way: from there on, what
     * goes wrong breaks the connection, as the status is out already.
     */
    Future<Void> send(String name, ByteRange part, RoutingContext context);
}
