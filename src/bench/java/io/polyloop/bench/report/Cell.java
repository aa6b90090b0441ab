package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A cell of a table. A table name can start with {@code *}, because sizes differ between a full and a quick run. */
record Cell(String table, String peer, String column) implements Function<List<Figure>, OptionalDouble> {
    @Override
    public OptionalDouble apply(List<Figure> figures) {
        List<Double> values = figures.stream()
                .filter(figure -> isTable(figure.table()))
                .filter(figure -> figure.peer().equals(peer) && figure.column().equals(column))
                .map(Figure::value)
                .toList();
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(values).median());
    }

    /** The ratio of this cell to another. */
    Function<List<Figure>, OptionalDouble> over(Function<List<Figure>, OptionalDouble> other) {
        return figures -> {
            OptionalDouble mine = apply(figures);
            OptionalDouble theirs = other.apply(figures);
            return mine.isPresent() && theirs.isPresent()
                    ? OptionalDouble.of(mine.getAsDouble() / theirs.getAsDouble())
                    : OptionalDouble.empty();
        };
    }

    /** How much more this cell is than another, in units of so much. */
    Function<List<Figure>, OptionalDouble> minus(Cell other, double unit) {
        return figures -> {
            OptionalDouble mine = apply(figures);
            OptionalDouble theirs = other.apply(figures);
            return mine.isPresent() && theirs.isPresent()
                    ? OptionalDouble.of((mine.getAsDouble() - theirs.getAsDouble()) / unit)
                    : OptionalDouble.empty();
        };
    }

    private boolean isTable(String title) {
        return table.startsWith("*") ? title.endsWith(table.substring(1)) : title.equals(table);
    }
}
