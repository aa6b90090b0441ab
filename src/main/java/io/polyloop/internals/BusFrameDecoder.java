package io.polyloop.internals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.polyloop.internals.PeerAdmission.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Checks the frames of one inbound event bus connection and forwards them unchanged: no frame may exceed the maximum
 * size, and the first must name a node of this cluster. On the connection's event loop.
 */
final class BusFrameDecoder extends ByteToMessageDecoder {
    private static final byte NEWEST_VERSION = 2;
    private static final int NAMED_CODEC = -1;
    /** The offset of the first field: after the length, the version and the number of the codec. */
    private static final int HEAD = Integer.BYTES + 2;
    /** A new node can send before this node has learned that it is a member. */
    private static final long MEMBERS_CHECK_MILLIS = 200;

    private final BusGuard guard;
    private final int maxFrame;
    private final FrameLengths lengths = new FrameLengths(Integer.BYTES, 0);
    private boolean identified;
    private boolean checking;

    BusFrameDecoder(BusGuard guard, int maxFrame) {
        this.guard = guard;
        this.maxFrame = maxFrame;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!identified && !identify(context, in)) {
            return;
        }
        int start = in.readerIndex();
        int passed = lengths.within(in.readableBytes(), maxFrame, index -> in.getInt(start + index));
        if (passed == FrameLengths.TOO_LARGE) {
            refuse(context, in, Refusal.TOO_LARGE);
        } else if (passed > 0) {
            out.add(in.readRetainedSlice(passed));
        }
    }

    private boolean identify(ChannelHandlerContext context, ByteBuf in) {
        Refusal violation = violation(in);
        if (violation != null) {
            refuse(context, in, violation);
            return false;
        }
        OptionalInt sender = senderIndex(in);
        if (sender.isEmpty()) {
            return false;
        }
        identified = guard.isMember(text(in, sender.getAsInt()));
        if (identified) {
            guard.onIdentified();
        } else {
            checkAgain(context);
        }
        return identified;
    }

    private Refusal violation(ByteBuf in) {
        int start = in.readerIndex();
        if (in.readableBytes() >= Integer.BYTES && in.getUnsignedInt(start) > maxFrame) {
            return Refusal.TOO_LARGE;
        }
        if (in.readableBytes() > Integer.BYTES
                && (in.getByte(start + Integer.BYTES) < 0 || in.getByte(start + Integer.BYTES) > NEWEST_VERSION)) {
            return Refusal.PROTOCOL;
        }
        return in.readableBytes() > PeerAdmission.UNIDENTIFIED_BYTES ? Refusal.STRANGER : null;
    }

    /** The index of the sender's name, which starts with its length; empty until the name is complete. */
    private static OptionalInt senderIndex(ByteBuf in) {
        int index = in.readerIndex() + HEAD;
        if (in.readableBytes() < HEAD) {
            return OptionalInt.empty();
        }
        if (in.getByte(index - 1) == NAMED_CODEC) {
            index = afterText(in, index);
        }
        // Skip the flag for send or publish, the address, and the reply address.
        index = index < 0 ? index : index + 1;
        index = afterText(in, index);
        index = afterText(in, index);
        return afterText(in, index) < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The index after a text, or -1 if the text is incomplete. */
    private static int afterText(ByteBuf in, int index) {
        if (index < 0 || in.writerIndex() - index < Integer.BYTES) {
            return -1;
        }
        long end = index + Integer.BYTES + in.getUnsignedInt(index);
        return end > in.writerIndex() ? -1 : (int) end;
    }

    private static String text(ByteBuf in, int index) {
        return in.toString(index + Integer.BYTES, in.getInt(index), StandardCharsets.UTF_8);
    }

    private void checkAgain(ChannelHandlerContext context) {
        if (checking) {
            return;
        }
        checking = true;
        context.executor()
                .schedule(
                        () -> {
                            checking = false;
                            if (!context.isRemoved()) {
                                channelReadAgain(context);
                            }
                        },
                        MEMBERS_CHECK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private void channelReadAgain(ChannelHandlerContext context) {
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
        } catch (Exception failed) {
            context.fireExceptionCaught(failed);
        }
    }

    private void refuse(ChannelHandlerContext context, ByteBuf in, Refusal reason) {
        in.skipBytes(in.readableBytes());
        guard.refuse(context, reason);
    }
}
