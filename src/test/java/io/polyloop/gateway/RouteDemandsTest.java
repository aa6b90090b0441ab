package io.polyloop.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.route.Allow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteDemandsTest {
    private static final String AUTHENTICATED = null; // as an older version announces
    private final RouteDemands demands = new RouteDemands();

    @Test
    void one_demand_is_the_only_one() {
        assertFalse(demands.add("anyone", 0));
        assertFalse(demands.add("anyone", 1));
        assertEquals(List.of(Allow.ANYONE), demands.all());
    }

    @Test
    void different_demands_all_count() {
        demands.add("anyone", 0);
        assertTrue(demands.add(AUTHENTICATED, 1));
        assertTrue(demands.add("scope:a", 2));
        assertTrue(demands.add("scope:b", 3));
        assertFalse(demands.add("scope:b", 4));
        assertEquals(List.of(Allow.ANYONE, Allow.AUTHENTICATED, Allow.scope("a"), Allow.scope("b")), demands.all());
    }

    @Test
    void a_demand_that_is_not_announced_any_more_is_forgotten_and_the_last_one_is_not() {
        demands.add(AUTHENTICATED, 0);
        demands.add("anyone", RouteDemands.VALID_NANOS);
        assertEquals(2, demands.all().size());
        demands.add("anyone", RouteDemands.VALID_NANOS + 1);
        assertEquals(List.of(Allow.ANYONE), demands.all());
        demands.add("anyone", 10 * RouteDemands.VALID_NANOS);
        assertEquals(List.of(Allow.ANYONE), demands.all());
    }

    @Test
    void a_demand_of_a_newer_version_is_met_by_no_scope() {
        demands.add("group:ops", 0);
        Allow all = demands.all().get(0);
        assertTrue(all.scope().startsWith("unknown-demand-") && !all.anyone(), all::toString);
    }
}
