package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
    private static List<String> values(String... headers) {
        return SessionCookie.values(List.of(headers));
    }

    @Test
    void a_session_is_found_among_other_cookies() {
        assertEquals(List.of("id"), values("a=b; polyloop=id;c", "d=e"));
        assertEquals(List.of("id"), values("a=b", "__Host-polyloop=id"));
        assertEquals(List.of(), values("a=polyloop=x; polyloops=x; polyloop=; polyloop"));
        assertEquals(List.of(), values());
    }

    @Test
    void a_plain_cookie_beside_the_secure_one_does_not_count() {
        assertEquals(List.of("secure"), values("polyloop=plain; __Host-polyloop=secure"));
    }

    @Test
    void two_sessions_of_one_kind_are_two() {
        assertEquals(List.of("1", "2"), values("polyloop=1; polyloop=2"));
    }
}
