package io.polyloop.bench.append;

/** Clients that write one message after the other, each once the one before it is durable. */
interface Writers extends AutoCloseable {
    /** Lets so many of them write for so long. */
    WriteResult write(int writers, long nanos) throws Exception;

    @Override
    void close() throws Exception;
}
