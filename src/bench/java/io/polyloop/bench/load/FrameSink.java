package io.polyloop.bench.load;

/** Receives the frames that a {@link FrameReader} reads. */
interface FrameSink {
    /** A complete text frame. {@code type} is its byte at the type offset, 0 if the frame is too short. */
    void textFrame(byte type);

    void pingFrame();

    void closeFrame();
}
