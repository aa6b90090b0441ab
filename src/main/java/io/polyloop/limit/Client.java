package io.polyloop.limit;

/**
 * Whose requests are counted together.
 *
 * @param address IP address, as {@code io.polyloop.http.ClientAddress} gives it
 * @param subject unique among all issuers; null without credentials
 * @param tenant null without one
 */
public record Client(String address, String subject, String tenant) {
    private static final int NETWORK_GROUPS = 4;

    /** The address, or for IPv6 its network: a client has 2^64 addresses there, and would have a limit for each. */
    static String network(String address) {
        int end = -1;
        for (int group = 0; group < NETWORK_GROUPS; group++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end) + "::/64";
    }
}
