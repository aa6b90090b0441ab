package io.polyloop.bench.load;

/** Idle connections to one server. */
public interface IdleClients extends AutoCloseable {
    /** Opens connections until {@code count} are open. */
    void open(int count) throws Exception;

    /** @throws IllegalStateException if the server has closed some, so that its memory does not cover all of them */
    void checkOpen();

    @Override
    void close();
}
