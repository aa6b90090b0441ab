package io.polyloop.polyglot.graal;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** Passes strings and most objects to JavaScript without JSON text. */
final class JsValueCodec implements ValueCodec {
    private final JsonShapeCache shapes;
    private final Value parse;

    /** Call it before the script is evaluated, which may replace {@code JSON}. */
    JsValueCodec(Context sandbox) {
        shapes = new JsonShapeCache(sandbox);
        parse = sandbox.eval("js", "JSON.parse");
    }

    /** The same value as {@code JSON.parse} of its text. */
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
