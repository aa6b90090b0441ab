package io.polyloop.polyglot;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.spi.VerticleFactory;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Turns what a {@link VerticleFactory} makes into a supplier, as deployments of several instances need it. */
final class InstanceSupplier {
    private InstanceSupplier() {}

    /** Creates the instances of one verticle. */
    static Future<Supplier<Deployable>> of(VerticleFactory factory, String name) {
        return Future.<Callable<? extends Deployable>>future(
                        created -> factory.createVerticle2(name, InstanceSupplier.class.getClassLoader(), created))
                .map(callable -> () -> create(callable));
    }

    private static Deployable create(Callable<? extends Deployable> callable) {
        try {
            return callable.call();
        } catch (Exception failure) {
            throw failure instanceof RuntimeException known ? known : new VertxException(failure);
        }
    }
}
