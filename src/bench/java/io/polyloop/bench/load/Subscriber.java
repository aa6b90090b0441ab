package io.polyloop.bench.load;

/** Counts the messages that it receives. */
final class Subscriber extends Connection {
    private final byte messageType;
    private final DeliveryTracker tracker;
    private long received;

    Subscriber(Protocol protocol, DeliveryTracker tracker, int number) {
        super(protocol, protocol.openingFrames(number), protocol.isEventStream());
        this.messageType = (byte) protocol.messageType();
        this.tracker = tracker;
        // A subscriber that receives all messages starts with the next one published.
        this.received = protocol.receiversPerMessage() == 0 ? tracker.published() : 0;
    }

    long received() {
        return received;
    }

    @Override
    void received(byte type) {
        if (type != messageType) {
            failed(new IllegalStateException("Expected a message but received a frame of type '" + (char) type + "'"));
        } else {
            tracker.delivered(received++);
        }
    }

    @Override
    void failed(Throwable reason) {
        tracker.failed(reason);
    }
}
