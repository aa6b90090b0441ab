package io.polyloop.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A message of protobuf: the values of its fields by their numbers. */
final class Protobuf {
    private record Field(int number, byte[] bytes, long value) {}

    private final List<Field> fields = new ArrayList<>();

    Protobuf(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            fields.add(field(tag >>> 3, tag & 7, in));
        }
    }

    /** The messages in a field. */
    List<Protobuf> messages(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(field -> new Protobuf(field.bytes))
                .toList();
    }

    /** A text; empty if the field is missing. */
    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    /** The bytes of a field in hexadecimal. */
    String hex(int number) {
        return HexFormat.of().formatHex(bytes(number));
    }

    /** A number; 0 if the field is missing. */
    long number(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .mapToLong(Field::value)
                .findFirst()
                .orElse(0);
    }

    private byte[] bytes(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(Field::bytes)
                .findFirst()
                .orElse(new byte[0]);
    }

    private static Field field(int number, int type, ByteBuffer in) {
        return switch (type) {
            case 0 -> new Field(number, new byte[0], varint(in));
            case 1 -> new Field(number, new byte[0], in.getLong());
            case 2 -> {
                byte[] bytes = new byte[(int) varint(in)];
                in.get(bytes);
                yield new Field(number, bytes, 0);
            }
            case 5 -> new Field(number, new byte[0], in.getInt());
            default -> throw new IllegalArgumentException("wire type " + type);
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
