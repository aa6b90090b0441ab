package io.polyloop.bench.append;

/** Clients that each wait for the acknowledgement of a message before they write the next. */
public interface Writers extends AutoCloseable {
    /** Runs this many writers for a duration, and blocks until they have stopped. */
    WriteResult write(int writers, long nanos) throws Exception;

    @Override
    void close() throws Exception;
}
