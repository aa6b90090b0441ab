package io.polyloop.polyglot;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.spi.VerticleFactory;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes and deploys verticles by name, and says it when a name is in a language that nothing here runs. */
public final class Verticles {
    private Verticles() {}

    /**
     * The same as {@link Vertx#deployVerticle(String, DeploymentOptions)}. Vert.x takes a name with an unknown prefix
     * or suffix for a Java class, and its bare ClassNotFoundException sends people looking for the wrong thing.
     *
     * @param prefixes of the languages that are switched on
     */
    public static Future<String> deploy(
            Vertx vertx, String name, DeploymentOptions options, Collection<String> prefixes) {
        return vertx.deployVerticle(name, options)
                .recover(failure -> Future.failedFuture(
                        failure instanceof ClassNotFoundException
                                ? new IllegalArgumentException(unknown(name, prefixes), failure)
                                : failure));
    }

    /** What makes the instances of a verticle of this factory's language. */
    static Future<Supplier<Deployable>> instances(VerticleFactory factory, String name) {
        return Future.<Callable<? extends Deployable>>future(
                        made -> factory.createVerticle2(name, Verticles.class.getClassLoader(), made))
                .map(maker -> () -> make(maker));
    }

    private static Deployable make(Callable<? extends Deployable> maker) {
        try {
            return maker.call();
        } catch (Exception failure) {
            throw failure instanceof RuntimeException known ? known : new VertxException(failure);
        }
    }

    private static String unknown(String name, Collection<String> prefixes) {
        String known = prefixes.stream().sorted().map(prefix -> prefix + ":").collect(Collectors.joining(", "));
        String file = prefixes.isEmpty() ? "" : ", or a file with one of the prefixes " + known;
        return "nothing runs the verticle " + name + ": name a Java class in full, as in"
                + " io.polyloop.samples.hello.HelloVerticle" + file
                + ". Languages are switched on under scripts.languages in conf/polyloop.yaml";
    }
}
