package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/**
 * Counts the messages of an event stream that arrives in chunks of any size. The data of a message has no line break,
 * so the line {@code event: message} is never part of it.
 */
final class EventReader implements ByteProcessor {
    private static final byte[] LINE = "\nevent: message\n".getBytes(StandardCharsets.US_ASCII);

    private final FrameSink sink;
    private final byte type;
    private int matched;

    EventReader(FrameSink sink, byte type) {
        this.sink = sink;
        this.type = type;
    }

    void read(ByteBuf in) {
        in.forEachByte(this);
    }

    @Override
    public boolean process(byte value) {
        if (value == LINE[matched]) {
            matched++;
        } else {
            // Only the first and last bytes of LINE are line breaks, so after a mismatch at most the first still
            // matches.
            matched = value == LINE[0] ? 1 : 0;
        }
        if (matched == LINE.length) {
            matched = 1;
            sink.textFrame(type);
        }
        return true;
    }
}
