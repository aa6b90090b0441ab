package io.polyloop.config;

import java.util.regex.Pattern;

/** The addresses that only this machine can reach. */
final class Loopback {
    private static final Pattern ADDRESS = Pattern.compile("localhost|\\[?::1]?|127(\\.\\d{1,3}){3}");

    private Loopback() {}

    static boolean contains(String host) {
        return ADDRESS.matcher(host).matches();
    }
}
