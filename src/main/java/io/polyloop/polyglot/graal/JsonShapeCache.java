package io.polyloop.polyglot.graal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Messages of one kind look alike: for a shape that comes again and again a function is made that takes the values and
 * returns a plain object of the script, which nobody had to write as text and parse. One for each Context, used in its
 * turns.
 */
final class JsonShapeCache {
    /** So many are remembered, those used last: an endless number of shapes must not fill the memory. */
    static final int MAX_SHAPES = 64;

    /** So often a shape has to come before it is worth a function, which costs as much as a hundred texts. */
    static final int MIN_COUNT = 16;

    private final Context sandbox;
    private final Map<List<Object>, Entry> shapes = new LinkedHashMap<>(MAX_SHAPES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Entry> eldest) {
            return size() > MAX_SHAPES;
        }
    };

    JsonShapeCache(Context sandbox) {
        this.sandbox = sandbox;
    }

    /** The same as parsing {@code json} as text; nothing if it has to be done that way. */
    Optional<Value> build(Object json) {
        JsonShape leaves = new JsonShape();
        return leaves.add(json)
                ? function(leaves).map(function -> function.execute(leaves.values()))
                : Optional.empty();
    }

    private Optional<Value> function(JsonShape leaves) {
        Entry shape = shapes.computeIfAbsent(leaves.parts(), unknown -> new Entry());
        if (++shape.count == MIN_COUNT) {
            shape.function = JsonShapeFunction.source(leaves.parts()).map(this::function);
        }
        return shape.function;
    }

    private Value function(String code) {
        return sandbox.eval(
                Source.newBuilder("js", code, "shape").internal(true).buildLiteral());
    }

    private static final class Entry {
        private long count;
        private Optional<Value> function = Optional.empty();
    }
}
