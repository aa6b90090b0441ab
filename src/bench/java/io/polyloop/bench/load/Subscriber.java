package io.polyloop.bench.load;

/** Counts the messages it gets. */
final class Subscriber extends Connection {
    private final byte messageType;
    private final DeliveryTracker tracker;
    private long received;

    Subscriber(Protocol protocol, DeliveryTracker tracker, int number) {
        super(protocol, protocol.openingFrames(number), protocol.isEventStream());
        this.messageType = (byte) protocol.messageType();
        this.tracker = tracker;
        // Its first message will be the next one of all, if it gets all.
        this.received = protocol.receiversPerMessage() == 0 ? tracker.published() : 0;
    }

    long received() {
        return received;
    }

    @Override
    void received(byte type) {
        if (type != messageType) {
            failed(new IllegalStateException("expected a message but got a frame with '" + (char) type + "'"));
        } else {
            tracker.delivered(received++);
        }
    }

    @Override
    void failed(Throwable reason) {
        tracker.failed(reason);
    }
}
