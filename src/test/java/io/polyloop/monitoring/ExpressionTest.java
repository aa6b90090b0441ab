package io.polyloop.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code MetricNamesIT} finds: a check that finds nothing would always pass. */
class ExpressionTest {
    private static final Map<String, Set<String>> SCRAPE =
            Map.of("polyloop_ready", Set.of(), "orders_placed_total", Set.of("shop"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    polyloop_raedy == 0                             | no metric polyloop_raedy
                    rate(orders_paid_total{job="a"}[5m])            | no metric orders_paid_total
                    orders_placed_total{shop="a",town="b"}          | orders_placed_total has no label town
                    sum by (town) (orders_placed_total{shop="a"})   | no metric has the label town: sum by (town) (orders_placed_total{shop="a"})
                    """)
    void what_no_node_sends_is_missing(String text, String fault) {
        assertEquals(List.of(fault), new Expression(text).missing(SCRAPE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    polyloop_ready{job="a",instance="b"} == 0
                    sum by (namespace, shop) (rate(orders_placed_total{shop="a"}[5m]))
                    job:polyloop_ready:min{namespace="a"} > 0
                    up{job="a"} + ALERTS{alertname="b"} + kube_cronjob_created{cronjob="c"}
                    """)
    void what_a_node_or_another_source_sends_is_not_missing(String text) {
        assertEquals(List.of(), new Expression(text).missing(SCRAPE));
    }
}
