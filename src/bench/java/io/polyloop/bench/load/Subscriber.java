package io.polyloop.bench.load;

/** Counts the messages it gets. */
final class Subscriber extends Connection {
    private final byte message;
    private final Crowd crowd;
    private long received;

    Subscriber(Dialect dialect, Crowd crowd, int number) {
        super(dialect, dialect.hello(number), dialect.isEventStream());
        this.message = (byte) dialect.message();
        this.crowd = crowd;
        // Its first message will be the next one of all, if it gets all.
        this.received = dialect.receivers() == 0 ? crowd.published() : 0;
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
