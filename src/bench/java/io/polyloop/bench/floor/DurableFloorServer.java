package io.polyloop.bench.floor;

/**
 * The floor with Polyloop's guarantee that a message is on disk before it is delivered. The difference to a server is
 * the cost of its other features.
 */
public final class DurableFloorServer {
    private DurableFloorServer() {}

    public static void main(String[] args) throws Exception {
        FloorServer.serve(Integer.parseInt(args[0]), broadcaster -> new GroupCommitter(broadcaster).start()::add);
    }
}
