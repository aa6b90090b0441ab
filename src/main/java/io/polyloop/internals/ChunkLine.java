package io.polyloop.internals;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.util.internal.StringUtil;

/**
 * The first line of a chunk (RFC 9112, 7.1). Netty ends the size at any blank or control character and skips the rest of
 * the line: a proxy that reads the rest sees another body, and other requests behind it.
 */
final class ChunkLine {
    /** The end of the line has not arrived. */
    static final long INCOMPLETE = 0;

    static final long MALFORMED = -1;

    private static final int HEXADECIMAL = 16;
    private static final int LINE_END = 2;
    /** The decoder of Netty rejects a larger chunk. */
    private static final long TOO_LARGE = Integer.MAX_VALUE + 1L;

    private ChunkLine() {}

    /**
     * Bytes of the chunk that begins here, with this line and the line end after the data. After the last chunk: the
     * whole rest of the body.
     */
    static long chunkLength(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.indexOf(start, in.writerIndex(), HttpConstants.LF);
        if (end < 0) {
            return INCOMPLETE;
        }
        long size = 0;
        int at = start;
        for (int digit; (digit = StringUtil.decodeHexNibble(in.getByte(at))) >= 0; at++) {
            size = Math.min(size * HEXADECIMAL + digit, TOO_LARGE);
        }
        if (at == start || !isEnd(in, at, end)) {
            return MALFORMED;
        }
        return size == 0 ? Long.MAX_VALUE : end + 1 - start + size + LINE_END;
    }

    // Blanks are allowed only before an extension, which the decoder of Netty checks.
    private static boolean isEnd(ByteBuf in, int at, int end) {
        int next = at;
        while (in.getByte(next) == HttpConstants.SP || in.getByte(next) == HttpConstants.HT) {
            next++;
        }
        return in.getByte(next) == ';' || next == at && at + 1 == end && in.getByte(at) == HttpConstants.CR;
    }
}
