package io.polyloop.live;

import io.polyloop.topic.Message;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A message for subscribers, encoded once on this node for each kind of connection, whatever their number (the fastlane
 * of Phoenix PubSub). Shared by the hubs of all event loops; immutable except for the cached encodings.
 */
final class LiveMessage {
    /** Memory besides the payload, which is held twice: as received, and encoded. */
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

    /** The approximate size in memory, in bytes. */
    int weight() {
        return OVERHEAD_BYTES + 2 * message.data().size();
    }

    /** The encoded message without framing. Do not modify the array: all subscribers share it. */
    byte[] bytes(Encoding encoding) {
        byte[] bytes = encoded.get(encoding.ordinal());
        return bytes == null ? encode(encoding) : bytes;
    }

    // Without the lock, two event loops at the same time would both encode.
    private synchronized byte[] encode(Encoding encoding) {
        byte[] bytes = encoded.get(encoding.ordinal());
        if (bytes == null) {
            bytes = encoding.encode(epoch, message);
            encoded.set(encoding.ordinal(), bytes);
        }
        return bytes;
    }
}
