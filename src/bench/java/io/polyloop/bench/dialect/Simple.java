package io.polyloop.bench.dialect;

import io.polyloop.bench.load.Dialect;

/** Whoever connects to {@code /sub} gets what comes from {@code /pub}, as it is. */
public final class Simple implements Dialect {
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
    public int markAt() {
        return 0;
    }

    @Override
    public char message() {
        return '{';
    }

    @Override
    public String publish(long number) {
        return MESSAGE;
    }
}
