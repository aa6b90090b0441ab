package io.polyloop.polyglot.graal;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** Spares JavaScript the text where it can: it gets plain objects, and strings cross as they are. */
final class JsValueCodec implements ValueCodec {
    private final JsonShapeCache shapes;
    private final Value parse;

    /** Before the script is evaluated, which may change {@code JSON}. */
    JsValueCodec(Context sandbox) {
        shapes = new JsonShapeCache(sandbox);
        parse = sandbox.eval("js", "JSON.parse");
    }

    /** The same as if its JSON text was parsed. */
    @Override
    public Object toScript(Object json) {
        if (json == null || json instanceof String || json instanceof Boolean || json instanceof Integer) {
            return json;
        }
        return shapes.build(json).orElseGet(() -> parse.execute(ValueCodec.super.toScript(json)));
    }

    @Override
    public Object fromScript(Value crossed) {
        return crossed.isString() ? crossed.asString() : ValueCodec.super.fromScript(crossed.getArrayElement(0));
    }
}
