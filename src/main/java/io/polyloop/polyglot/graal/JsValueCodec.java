package io.polyloop.polyglot.graal;

import io.polyloop.sql.Row;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** Passes strings, bytes and most objects to JavaScript without JSON text. */
final class JsValueCodec implements ValueCodec {
    private final JsonShapeCache shapes;
    private final Value parse;
    private final Value newBytes;
    private final Value bigInt;

    /** Call it before the script is evaluated, which may replace {@code JSON}. */
    JsValueCodec(Context sandbox) {
        shapes = new JsonShapeCache(sandbox);
        parse = sandbox.eval("js", "JSON.parse");
        newBytes = sandbox.eval("js", "(size) => new Uint8Array(size)");
        bigInt = sandbox.eval("js", "BigInt");
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

    /** An array of its own: a script does not see Java's memory. */
    @Override
    public Object bytesToScript(byte[] bytes) {
        Value array = newBytes.execute(bytes.length);
        Value buffer = array.getMember("buffer");
        ByteBuffer source = ByteBuffer.wrap(bytes);
        // Eight bytes at a time: interpreted, 1 MiB takes 25 to 150 ms, and 0.4 to 1.5 s if a script decodes Base64.
        while (source.remaining() >= Long.BYTES) {
            buffer.writeBufferLong(ByteOrder.BIG_ENDIAN, source.position(), source.getLong());
        }
        while (source.hasRemaining()) {
            buffer.writeBufferByte(source.position(), source.get());
        }
        return array;
    }

    /** @param crossed an {@code ArrayBuffer} */
    @Override
    public byte[] bytesFromScript(Value crossed) {
        byte[] bytes = new byte[(int) crossed.getBufferSize()];
        crossed.readBuffer(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** An array of objects. */
    @Override
    public Object rowsToScript(List<Row> rows) {
        JsonRows json = JsonRows.of(rows);
        Value array = (Value) toScript(json.rows());
        for (JsonRows.Cell cell : json.special()) {
            Object value = cell.value() instanceof byte[] bytes
                    ? bytesToScript(bytes)
                    : bigInt.execute(cell.value().toString());
            array.getArrayElement(cell.row()).putMember(cell.column(), value);
        }
        return array;
    }
}
