package io.polyloop.log;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says something in each way that is not the log's own. */
public final class PrintingVerticle extends VerticleBase {
    @Override
    public Future<?> start() throws InterruptedException {
        System.out.println("printed to out");
        System.err.println("printed to err");
        new IllegalStateException("printed trace").printStackTrace();
        Logger driver = Logger.getLogger("org.postgresql.Driver");
        driver.warning("by java.util.logging");
        System.out.println("the driver makes events of FINE: " + driver.isLoggable(Level.FINE));
        System.getLogger("jdk.httpclient").log(System.Logger.Level.WARNING, "by the logger of the JDK");
        context.runOnContext(v -> {
            throw new IllegalStateException("thrown on the event loop");
        });
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("thrown on a thread");
        });
        thread.start();
        thread.join();
        return Future.succeededFuture();
    }
}
