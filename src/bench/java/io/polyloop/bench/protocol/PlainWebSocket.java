package io.polyloop.bench.protocol;

import io.polyloop.bench.load.Protocol;

/** Each client of {@code /sub} receives the frames of clients of {@code /pub} unchanged. */
public final class PlainWebSocket implements Protocol {
    private static final String MESSAGE = "{\"data\":\"" + DATA + "\"}";

    @Override
    public String subscribePath() {
        return "/sub";
    }

    @Override
    public String publishPath() {
        return "/pub";
    }

    @Override
    public int typeOffset() {
        return 0;
    }

    @Override
    public char messageType() {
        return '{';
    }

    @Override
    public String publishFrame(long number) {
        return MESSAGE;
    }
}
