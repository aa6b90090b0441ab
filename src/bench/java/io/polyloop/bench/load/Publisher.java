package io.polyloop.bench.load;

/** The one who publishes. */
final class Publisher extends Connection {
    private static final byte ACKNOWLEDGEMENT = 'p';

    private final Protocol protocol;
    private final DeliveryTracker tracker;
    private boolean flushing;

    Publisher(Protocol protocol, DeliveryTracker tracker) {
        super(protocol, protocol.publisherOpeningFrames(), false);
        this.protocol = protocol;
        this.tracker = tracker;
    }

    /** Publishes the message of a number, in one write with others of the same turn. */
    void publish(long id) {
        write(protocol.publishFrame(id));
        if (!flushing) {
            flushing = true;
            executeLater(this::flushOnce);
        }
    }

    private void flushOnce() {
        flushing = false;
        flush();
    }

    @Override
    void received(byte type) {
        if (protocol.acknowledges() && type == ACKNOWLEDGEMENT) {
            tracker.acknowledged();
        } else {
            failed(new IllegalStateException("a publish was answered by a frame with '" + (char) type + "'"));
        }
    }

    @Override
    void failed(Throwable reason) {
        tracker.failed(reason);
    }
}
