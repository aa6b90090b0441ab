package io.polyloop.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Shuts down its Hazelcast instance when it leaves the cluster: the base class keeps an instance it is given running. */
final class EmbeddedClusterManager extends HazelcastClusterManager {
    private final HazelcastInstance hazelcast;
    private Vertx vertx;

    EmbeddedClusterManager(HazelcastInstance hazelcast) {
        super(hazelcast);
        this.hazelcast = hazelcast;
    }

    @Override
    public void init(Vertx vertx) {
        super.init(vertx);
        this.vertx = vertx;
    }

    @Override
    public void leave(Completable<Void> left) {
        Promise<Void> leaving = Promise.promise();
        super.leave(leaving);
        leaving.future().eventually(this::shutdown).onComplete(left);
    }

    private Future<Void> shutdown() {
        return vertx.executeBlocking(() -> {
            hazelcast.shutdown();
            return null;
        });
    }
}
