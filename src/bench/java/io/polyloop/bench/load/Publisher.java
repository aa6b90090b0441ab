package io.polyloop.bench.load;

/** The connection that publishes. */
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

    /** Publishes a message, in one flush with others of the same turn of the event loop. */
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
            failed(new IllegalStateException("The reply to a publish was a frame of type '" + (char) type + "'"));
        }
    }

    @Override
    void failed(Throwable reason) {
        tracker.failed(reason);
    }
}
