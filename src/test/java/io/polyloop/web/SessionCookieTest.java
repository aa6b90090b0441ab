package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
    private static List<String> plain(String... headers) {
        return SessionCookie.values(List.of(headers), false);
    }

    private static List<String> secure(String... headers) {
        return SessionCookie.values(List.of(headers), true);
    }

    @Test
    void a_session_is_found_among_other_cookies() {
        assertEquals(List.of("id"), plain("a=b; polyloop=id;c", "d=e"));
        assertEquals(List.of("id"), secure("a=b", "__Host-polyloop=id"));
        assertEquals(List.of(), plain("a=polyloop=x; polyloops=x; Polyloop=x; polyloop=; polyloop"));
        assertEquals(List.of(), plain());
    }

    @Test
    void over_tls_the_plain_cookie_does_not_count() {
        assertEquals(List.of("secure"), secure("polyloop=plain; __Host-polyloop=secure"));
        assertEquals(List.of(), secure("polyloop=plain"));
    }

    @Test
    void two_sessions_of_one_kind_are_two() {
        assertEquals(List.of("1", "2"), plain("polyloop=1; polyloop=2"));
    }
}
