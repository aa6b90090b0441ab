package io.polyloop.polyglot.graal;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** Spares JavaScript the text where it can: it gets plain objects, and strings cross as they are. */
final class JsCrossing implements Crossing {
    private final Shapes shapes;
    private final Value parse;

    /** Before the script is evaluated, which may change {@code JSON}. */
    JsCrossing(Context sandbox) {
        shapes = new Shapes(sandbox);
        parse = sandbox.eval("js", "JSON.parse");
    }

    /** The same as if its JSON text was parsed. */
    @Override
    public Object in(Object json) {
        if (json == null || json instanceof String || json instanceof Boolean || json instanceof Integer) {
            return json;
        }
        return shapes.build(json).orElseGet(() -> parse.execute(Crossing.super.in(json)));
    }

    @Override
    public Object out(Value crossed) {
        return crossed.isString() ? crossed.asString() : Crossing.super.out(crossed.getArrayElement(0));
    }
}
