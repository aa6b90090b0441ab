package io.polyloop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.AddressRange;
import io.polyloop.config.TrustedProxies;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final String PROXY = "10.0.0.9";
    private static final String IPV6_CLIENT = "2001:db8:0:0:0:0:0:1";

    private final ClientAddress clients = behind("10.0.0.0/8", "fd00::/8", "::1");

    private static ClientAddress behind(String... proxies) {
        return new ClientAddress(new TrustedProxies(Stream.of(proxies)
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .toList()));
    }

    private static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "11.0.0.1", "2001:db8::9", "unknown"})
    void the_headers_of_a_peer_that_is_no_proxy_are_ignored(String peer) {
        MultiMap headers = headers("Forwarded", "for=203.0.113.7;proto=https", "X-Forwarded-Proto", "https");

        assertEquals(peer, clients.of(peer, headers));
        assertFalse(clients.isHttps(peer, headers));
    }

    @Test
    void without_proxies_the_headers_are_ignored() {
        ClientAddress none = behind();

        assertEquals("127.0.0.1", none.of("127.0.0.1", headers("X-Forwarded-For", "203.0.113.7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.9", "0:0:0:0:0:0:0:1", "fd00:0:0:0:0:0:0:7"})
    void the_rightmost_address_that_is_no_proxy_is_the_client(String proxy) {
        assertEquals(
                "203.0.113.7", clients.of(proxy, headers("X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.1.1.1")));
        assertEquals(
                "203.0.113.7",
                clients.of(proxy, headers("Forwarded", "for=198.51.100.1, for=203.0.113.7;proto=http,For=10.1.1.1")));
    }

    @Test
    void repeated_headers_are_one_list() {
        MultiMap headers = headers("X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.7");

        assertEquals("203.0.113.7", clients.of(PROXY, headers));
    }

    @Test
    void with_only_proxies_the_first_is_the_client() {
        assertEquals("10.1.1.1", clients.of(PROXY, headers("X-Forwarded-For", "10.1.1.1, 10.2.2.2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=\"[2001:db8::1]:1234\"      | " + IPV6_CLIENT,
                "for=\"[2001:DB8::1]\"           | " + IPV6_CLIENT,
                "for=\"203.0.113.7:47011\"       | 203.0.113.7",
                "for=\"203.0.113.7:_obfuscated\" | 203.0.113.7",
                "FOR=203.0.113.7 ; by=10.0.0.9   | 203.0.113.7",
                "host=\"a,b\";for=203.0.113.7    | 203.0.113.7",
                ", ,for=203.0.113.7,             | 203.0.113.7"
            })
    void forwarded_names_the_client(String forwarded, String client) {
        assertEquals(client, clients.of(PROXY, headers("Forwarded", forwarded)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2001:db8::1        | " + IPV6_CLIENT,
                "[2001:db8::1]:1234 | " + IPV6_CLIENT,
                "203.0.113.7:47011  | 203.0.113.7",
                "::ffff:203.0.113.7 | 203.0.113.7",
                "junk, 203.0.113.7  | 203.0.113.7"
            })
    void x_forwarded_for_names_the_client(String list, String client) {
        assertEquals(client, clients.of(PROXY, headers("X-Forwarded-For", list)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=_hidden",
                "for=unknown",
                "for=203.0.113.7, for=unknown",
                "for=203.0.113.7:80",
                "for=203.0.113.7;for=203.0.113.8",
                "for=\"203.0.113.7",
                "for=\"203.0.113.7\\\"",
                "for=client.example",
                "for=203.0.113.700",
                "for=\"[2001:db8::1\"",
                "for = 203.0.113.7",
                "for",
                ""
            })
    void a_malformed_or_hidden_client_has_the_address_of_its_proxy(String forwarded) {
        assertEquals(PROXY, clients.of(PROXY, headers("Forwarded", forwarded)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "localhost", "203.0.113.7, unknown", "1e100", "203.0.113.7 10.0.0.1", "[::1"})
    void a_malformed_list_gives_the_address_of_the_proxy(String list) {
        assertEquals(PROXY, clients.of(PROXY, headers("X-Forwarded-For", list)));
    }

    @Test
    void a_header_that_the_proxy_passes_on_from_the_client_is_not_believed() {
        String list = "203.0.113.7";

        assertEquals(PROXY, clients.of(PROXY, headers("Forwarded", "for=198.51.100.1", "X-Forwarded-For", list)));
        assertEquals(list, clients.of(PROXY, headers("Forwarded", "for=203.0.113.7", "X-Forwarded-For", list)));
        assertEquals(list, clients.of(PROXY, headers("Forwarded", "proto=https", "X-Forwarded-For", list)));
    }

    @Test
    void https_is_what_the_proxy_next_to_the_client_says() {
        assertTrue(
                clients.isHttps(PROXY, headers("Forwarded", "for=203.0.113.7;proto=https, for=10.1.1.1;proto=http")));
        assertFalse(
                clients.isHttps(PROXY, headers("Forwarded", "for=1.1.1.1;proto=https, for=203.0.113.7;proto=http")));
        assertTrue(clients.isHttps(PROXY, headers("Forwarded", "for=unknown;proto=HTTPS")));
        assertTrue(clients.isHttps(PROXY, headers("X-Forwarded-Proto", "https")));
        assertFalse(clients.isHttps(PROXY, headers("X-Forwarded-Proto", "https, http")));
        assertFalse(clients.isHttps(PROXY, headers()));
    }
}
