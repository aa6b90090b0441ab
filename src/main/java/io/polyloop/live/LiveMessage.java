package io.polyloop.live;

import io.polyloop.topic.Message;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A message on its way to subscribers, encoded once for each kind of them on this node, whatever their number (the
 * fastlane of Phoenix PubSub). Shared by the hubs of all event loops; immutable but for that memo.
 */
final class LiveMessage {
    /** What one entry costs beside its payload, which is held twice: as it came, and encoded. */
    private static final int OVERHEAD_BYTES = 256;

    private final String epoch;
    private final Message message;
    private final AtomicReferenceArray<byte[]> encoded = new AtomicReferenceArray<>(Encoding.values().length);

    LiveMessage(String epoch, Message message) {
        this.epoch = epoch;
        this.message = message;
    }

    Message message() {
        return message;
    }

    long seq() {
        return message.seq();
    }

    /** Bytes it holds in memory, about. */
    int weight() {
        return OVERHEAD_BYTES + 2 * message.data().size();
    }

    /** The bytes to send, without framing. Never to be changed: all subscribers get the same. */
    byte[] bytes(Encoding encoding) {
        byte[] bytes = encoded.get(encoding.ordinal());
        return bytes == null ? encode(encoding) : bytes;
    }

    // Two event loops that come here at once would both encode; the second one waits for the first's work instead.
    private synchronized byte[] encode(Encoding encoding) {
        byte[] bytes = encoded.get(encoding.ordinal());
        if (bytes == null) {
            bytes = encoding.encode(epoch, message);
            encoded.set(encoding.ordinal(), bytes);
        }
        return bytes;
    }
}
