package io.polyloop.bench.load;

/** Told of what a {@link FrameReader} found. */
interface FrameSink {
    /** A whole text frame. {@code type} is the one byte of it that tells its kind, 0 if it is too short. */
    void textFrame(byte type);

    void pingFrame();

    void closeFrame();
}
