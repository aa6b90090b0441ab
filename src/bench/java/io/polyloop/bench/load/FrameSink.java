package io.polyloop.bench.load;

/** Told of what a {@link FrameReader} found. */
interface FrameSink {
    /** A whole text frame. {@code mark} is the one byte of it that tells its kind, 0 if it is too short. */
    void text(byte mark);

    void ping();

    void close();
}
