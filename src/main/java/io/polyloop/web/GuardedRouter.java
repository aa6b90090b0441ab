package io.polyloop.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A router each of whose routes begins with the gate: nobody who adds a route can forget it. It is a proxy because
 * the interface has forty methods, of which those that add a route matter.
 */
final class GuardedRouter implements InvocationHandler {
    private final Router router;
    private final Gate gate;

    private GuardedRouter(Router router, Gate gate) {
        this.router = router;
        this.gate = gate;
    }

    static Router of(Router router, Gate gate) {
        Class<?>[] types = {Router.class};
        return (Router) Proxy.newProxyInstance(Router.class.getClassLoader(), types, new GuardedRouter(router, gate));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(router, arguments);
            if (result instanceof Route added) {
                return added.handler(gate);
            }
            return result == router ? proxy : result;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
