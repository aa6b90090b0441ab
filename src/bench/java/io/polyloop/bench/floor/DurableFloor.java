package io.polyloop.bench.floor;

/**
 * The floor with Polyloop's promise: nothing is delivered that is not on disk. What a server does beyond it is what its
 * other features cost.
 */
public final class DurableFloor {
    private DurableFloor() {}

    public static void main(String[] args) throws Exception {
        Floor.serve(Integer.parseInt(args[0]), rooms -> new Commits(rooms).begin()::add);
    }
}
