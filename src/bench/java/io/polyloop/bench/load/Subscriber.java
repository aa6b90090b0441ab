package io.polyloop.bench.load;

/** Counts the messages it gets. */
final class Subscriber extends Connection {
    private final byte message;
    private final Crowd crowd;
    private long received;

    Subscriber(Dialect dialect, Crowd crowd) {
        super(dialect, dialect.hello(), dialect.eventStream());
        this.message = (byte) dialect.message();
        this.crowd = crowd;
        // Its first message will be the next one of all.
        this.received = crowd.published();
    }

    long received() {
        return received;
    }

    @Override
    void received(byte mark) {
        if (mark != message) {
            failed(new IllegalStateException("expected a message but got a frame with '" + (char) mark + "'"));
        } else {
            crowd.delivered(received++);
        }
    }

    @Override
    void failed(Throwable reason) {
        crowd.failed(reason);
    }
}
