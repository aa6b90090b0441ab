package io.polyloop.bench.load;

/** The one who publishes. */
final class Publisher extends Connection {
    private static final byte PUBLISHED = 'p';

    private final Dialect dialect;
    private final Crowd crowd;
    private boolean flushing;

    Publisher(Dialect dialect, Crowd crowd) {
        super(dialect, dialect.publisherHello(), false);
        this.dialect = dialect;
        this.crowd = crowd;
    }

    /** Publishes the message of a number, in one write with others of the same turn. */
    void publish(long id) {
        write(dialect.publish(id));
        if (!flushing) {
            flushing = true;
            later(this::sendAll);
        }
    }

    private void sendAll() {
        flushing = false;
        flush();
    }

    @Override
    void received(byte mark) {
        if (dialect.acknowledges() && mark == PUBLISHED) {
            crowd.acknowledged();
        } else {
            failed(new IllegalStateException("a publish was answered by a frame with '" + (char) mark + "'"));
        }
    }

    @Override
    void failed(Throwable reason) {
        crowd.failed(reason);
    }
}
