package io.polyloop.bench.load;

/** Connections that do nothing. */
public interface IdleClients extends AutoCloseable {
    /** Opens connections until there are so many. */
    void open(int count) throws Exception;

    /** @throws IllegalStateException if the server has closed some, and its memory is not for all of them */
    void checkOpen();

    @Override
    void close();
}
