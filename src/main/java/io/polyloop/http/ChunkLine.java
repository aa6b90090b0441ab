package io.polyloop.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.util.internal.StringUtil;

/**
 * The first line of a chunk (RFC 9112, 7.1). Netty takes its size for ended by any blank or control character and
 * passes over the rest: a proxy that reads this rest sees another body, and other requests behind it.
 */
final class ChunkLine {
    /** Its end has not arrived. */
    static final long INCOMPLETE = 0;

    static final long MALFORMED = -1;

    private static final int HEXADECIMAL = 16;
    private static final int LINE_END = 2;
    /** The decoder of Netty refuses a larger chunk. */
    private static final long TOO_LARGE = Integer.MAX_VALUE + 1L;

    private ChunkLine() {}

    /**
     * Bytes of the chunk that begins here with this line and the end of the line after the data; the whole rest of the
     * body after the last chunk.
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

    // Blanks are bad, but allowed, before an extension only; the decoder of Netty checks what the extension is.
    private static boolean isEnd(ByteBuf in, int at, int end) {
        int next = at;
        while (in.getByte(next) == HttpConstants.SP || in.getByte(next) == HttpConstants.HT) {
            next++;
        }
        return in.getByte(next) == ';' || next == at && at + 1 == end && in.getByte(at) == HttpConstants.CR;
    }
}
