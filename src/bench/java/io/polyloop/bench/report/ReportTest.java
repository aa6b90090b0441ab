package io.polyloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bench.Figure;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    private static final List<Figure> FIGURES = List.of(
            new Figure("t", "a < b & c", "10 topics", 3),
            new Figure("t", "a < b & c", "1,000 topics", 0.5),
            new Figure("t", "other", "10 topics", 20),
            new Figure("t", "other", "10 topics", 40));

    @Test
    void the_median_of_an_even_number_of_rounds_lies_between_the_middle_two() {
        assertEquals(new Spread(2.5, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0, 3.0)));
        assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 1.0, 3.0)));
    }

    @Test
    void a_table_shows_median_and_spread() {
        assertTrue(Table.of("t", FIGURES).markdown().contains("| other | 30.0 (20.0–40.0) | – |"));
    }

    @Test
    void charts_are_well_formed_xml() throws Exception {
        parse(new BarChart("<bars>", List.of("t"), List.of("one"), "10 topics").svg(FIGURES));
        parse(new LineChart("lines & dots", "t", "topics").svg(FIGURES));
    }

    @Test
    void a_target_without_its_figures_is_not_measured() {
        Target target = new Target("m", "≤", 2, new Cell("t", "other", "10 topics").over(new Cell("t", "none", "x")));
        assertEquals("| m | ≤ 2.00 | not measured | – |\n", target.toRow(FIGURES));
    }

    @Test
    void a_target_is_met_or_missed_by_its_limit() {
        Cell small = new Cell("*t", "a < b & c", "10 topics");
        Cell large = new Cell("t", "other", "10 topics");
        assertEquals("| m | ≤ 2.00 | 0.10 | yes |\n", new Target("m", "≤", 2, small.over(large)).toRow(FIGURES));
        assertEquals("| m | ≥ 2.00 | 0.10 | **no** |\n", new Target("m", "≥", 2, small.over(large)).toRow(FIGURES));
    }

    @Test
    void an_informational_ratio_is_neither_met_nor_missed() {
        Cell small = new Cell("t", "a < b & c", "10 topics");
        assertEquals("| m | – | 3.00 | – |\n", Target.informational("m", small).toRow(FIGURES));
    }

    private static void parse(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
