package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {
    /** With TLS, a page without it could set the plain name, and so log a user in as another one. */
    @ParameterizedTest
    @CsvSource({
        "polyloop=id,          false, id",
        "__Host-polyloop=id,   false, ''",
        "polyloop=id,          true,  ''",
        "__Host-polyloop=id,   true,  id",
        "Polyloop=id,          false, ''",
        "polyloop,             false, ''",
        "=id,                  false, ''"
    })
    void a_session_is_in_the_cookie_of_its_own_scheme_alone(String pair, boolean secure, String id) {
        assertEquals(id, SessionCookie.value(pair, secure));
    }
}
