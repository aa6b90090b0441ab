package io.polyloop.bench.protocol;

import io.polyloop.bench.load.Protocol;

/** Polyloop's event stream of one topic. The publisher uses a WebSocket. */
public final class PolyloopEventStream implements Protocol {
    private static final Protocol WEB_SOCKET = PolyloopWebSocket.oneTopic();

    @Override
    public String subscribePath() {
        return "/api/v1/topics/t0/events";
    }

    @Override
    public String publishPath() {
        return WEB_SOCKET.publishPath();
    }

    @Override
    public int typeOffset() {
        return WEB_SOCKET.typeOffset();
    }

    @Override
    public char messageType() {
        return WEB_SOCKET.messageType();
    }

    @Override
    public String publishFrame(long number) {
        return WEB_SOCKET.publishFrame(number);
    }

    @Override
    public boolean isEventStream() {
        return true;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }
}
