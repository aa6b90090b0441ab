package io.polyloop.web;

import io.polyloop.route.Allow;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A router each of whose routes begins with the gate: who adds a route cannot forget it. It is a proxy because the
 * interface has forty methods, of which those that add a route matter.
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

    /**
     * Throws {@link IllegalArgumentException} if a route within a sub-router says who can call it: the gate stands before
     * the sub-router, and looks at the route that mounts it.
     */
    static void checkSubRouters(Router router) {
        for (Route route : router.getRoutes()) {
            if (route.getSubRouter() != null) {
                route.getSubRouter().getRoutes().forEach(GuardedRouter::requireNoAllow);
                checkSubRouters(route.getSubRouter());
            }
        }
    }

    private static void requireNoAllow(Route inner) {
        if (!RouteAccess.allow(inner).equals(Allow.AUTHENTICATED)) {
            throw new IllegalArgumentException("the route " + inner.getPath() + " of a sub-router says who can call it:"
                    + " say it of the route that mounts the sub-router");
        }
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
