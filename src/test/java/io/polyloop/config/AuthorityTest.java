package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    private static final AllowedHosts HOSTS = new AllowedHosts(false, Set.of("node.example"));

    @ParameterizedTest
    @CsvSource({
        "Example.COM,       example.com,       -1",
        "example.com.:80,   example.com,       80",
        "example.com:,      example.com,       -1",
        "10.0.0.1:8080,     10.0.0.1,          8080",
        "[::1]:8080,        [0:0:0:0:0:0:0:1], 8080",
        "[0:0::1],          [0:0:0:0:0:0:0:1], -1"
    })
    void hosts_are_normalized(String text, String host, int port) {
        assertEquals(Optional.of(new Authority(host, port)), Authority.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":80", "a b", "a:b", "a:1:2", "a:65536", "a/b", "u@a", "[::1", "::1", "[1:2]", "[::g]", "a,b"
            })
    void an_invalid_host_is_rejected(String text) {
        assertEquals(Optional.empty(), Authority.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.0.0.1:8080", "[fe80::1]", "localhost:1", "a.b.localhost", "NODE.example:80"})
    void addresses_localhost_and_listed_names_are_allowed(String host) {
        assertTrue(HOSTS.allow(Authority.parse(host).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.node.example",
                "notlocalhost",
                "localhost.example",
                "1.2.3.4.example",
                "256.1.1.1",
                "1.2.3",
                "01.2.3.4"
            })
    void other_names_are_rejected(String host) {
        assertFalse(HOSTS.allow(Authority.parse(host).orElseThrow()));
        assertTrue(new AllowedHosts(true, Set.of()).allow(Authority.parse(host).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://App.Example:443, https://app.example",
        "http://app.example.:80,  http://app.example",
        "http://[0:0::1]:80,      http://[::1]",
        "capacitor://LOCALHOST,   capacitor://localhost"
    })
    void origins_are_normalized(String one, String other) {
        assertEquals(Origin.parse(one), Origin.parse(other));
        assertTrue(Origin.parse(one).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "app.example",
                "https://",
                "https://app.example/",
                "https://*.example",
                "https://u@a"
            })
    void an_invalid_origin_is_rejected(String text) {
        assertEquals(Optional.empty(), Origin.parse(text));
    }

    @Test
    void an_origin_matches_the_host_that_served_its_page() {
        Origin page = Origin.parse("https://node.example").orElseThrow();

        assertTrue(page.matches(new Authority("node.example", -1)));
        assertTrue(page.matches(new Authority("node.example", 443)));
        assertFalse(page.matches(new Authority("node.example", 8443)));
        assertFalse(page.matches(new Authority("example", -1)));
        assertFalse(Origin.parse("ftp://node.example").orElseThrow().matches(new Authority("node.example", -1)));
    }
}
