package io.polyloop.bench.floor;

/**
 * The floor with Polyloop's promise: nothing is delivered that is not on disk. What a server does beyond it is what its
 * other features cost.
 */
public final class DurableFloorServer {
    private DurableFloorServer() {}

    public static void main(String[] args) throws Exception {
        FloorServer.serve(Integer.parseInt(args[0]), broadcaster -> new GroupCommitter(broadcaster).start()::add);
    }
}
