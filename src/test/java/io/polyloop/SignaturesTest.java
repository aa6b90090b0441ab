package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String HERE = "SignaturesTest.";

    public abstract static class Shape implements Comparable<Shape> {
        public static final int SIDES = 4;
        private int hidden;

        protected Shape(int... sides) {
            hidden = sides.length;
        }

        protected abstract <T extends Number & Runnable> T area(Map<?, ? super T[]> of) throws Exception;

        @Deprecated
        public final List<? extends Shape> parts(Function<Colour, ?> filter) {
            return List.of();
        }

        @Override
        public String toString() {
            return "" + hidden;
        }

        void inside() {}
    }

    public enum Colour {
        RED
    }

    public record Point(int x, List<Colour> colours) {}

    public sealed interface Choice {
        default void choose() {}

        int pick();

        record First(int pick) implements Choice {}
    }

    @Test
    void a_class_has_its_public_and_protected_members() {
        assertEquals(
                """
                Shape : abstract class implements Comparable<Shape>
                Shape(int[]) : protected constructor
                Shape.SIDES : static final int
                Shape.area(Map<?, ? super T[]>) : protected abstract <T extends Number & Runnable> T throws Exception
                Shape.parts(Function) : @Deprecated final List
                """,
                lines(Shape.class)
                        .replace("java.util.function.Function<Colour, ?>", "Function")
                        .replace("List<? extends Shape>", "List"));
    }

    @Test
    void an_enum_and_a_record_have_what_their_source_says() {
        assertEquals("Colour : enum\nColour.RED : constant\n", lines(Colour.class));
        assertEquals(
                """
                Point : record
                Point(int, List<Colour>) : constructor
                Point.colours() : List<Colour>
                Point.x() : int
                """,
                lines(Point.class));
    }

    @Test
    void an_interface_says_which_methods_to_implement() {
        assertEquals(
                """
                Choice : sealed interface
                Choice.First : record implements Choice
                Choice.First(int) : constructor
                Choice.First.pick() : int
                Choice.choose() : void
                Choice.pick() : abstract int
                """,
                lines(Choice.class));
    }

    private static String lines(Class<?> type) {
        return new Signatures(new TypeNames(SignaturesTest.class.getPackageName()))
                .of(type)
                .map(line -> line.replace(HERE, "") + "\n")
                .sorted()
                .collect(Collectors.joining());
    }
}
