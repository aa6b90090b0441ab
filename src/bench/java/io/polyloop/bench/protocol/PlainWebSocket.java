package io.polyloop.bench.protocol;

import io.polyloop.bench.load.Protocol;

/** Whoever connects to {@code /sub} gets what comes from {@code /pub}, as it is. */
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
