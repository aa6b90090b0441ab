package io.polyloop.contract;

import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The values of {@code format} that schemas can have: strict, and without expressions that backtrack. */
enum Format {
    DATE("a date such as 2026-11-30 (RFC 3339)", Format::isDate),
    TIME("a time such as 08:00:00Z (RFC 3339)", Format::isTime),
    DATE_TIME("a time such as 2026-11-30T08:00:00Z (RFC 3339)", Format::isDateTime),
    EMAIL("an e-mail address", Format::isEmail),
    HOSTNAME("a host name", Format::isHostname),
    IPV4("an IPv4 address", Format::isIpv4),
    IPV6("an IPv6 address", Format::isIpv6),
    URI("an absolute URI", Format::isUri),
    URI_REFERENCE("a URI, or a part of one", Format::isUriReference),
    UUID("a UUID", Format::isUuid),
    BYTE("base64", Format::isBase64),
    // Of OpenAPI: what they say of numbers is checked as numbers, and the others say nothing that can be checked.
    INT32("an integer of 32 bits", text -> true),
    INT64("an integer of 64 bits", text -> true),
    FLOAT("a number", text -> true),
    DOUBLE("a number", text -> true),
    PASSWORD("text", text -> true);

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern IPV4_ADDRESS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern EMAIL_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    private final String expected;
    private final Predicate<String> test;

    Format(String expected, Predicate<String> test) {
        this.expected = expected;
        this.test = test;
    }

    /** The format of this name, or null. */
    static Format named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The names of all, for a message. */
    static String names() {
        return Arrays.stream(values()).map(Format::wireName).sorted().collect(Collectors.joining(", "));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a value of it is, for a problem's detail. */
    String expected() {
        return expected;
    }

    boolean matches(String text) {
        return test.test(text);
    }

    private static boolean isDate(String text) {
        return text.length() == 10 && parses(() -> LocalDate.parse(text));
    }

    private static boolean isTime(String text) {
        return parses(() -> text.matches(".{8}(?:\\.\\d{1,9})?") ? LocalTime.parse(text) : OffsetTime.parse(text));
    }

    private static boolean isDateTime(String text) {
        return text.length() <= 40
                && RFC_3339.matcher(text).matches()
                && parses(() -> OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)));
    }

    private static boolean parses(Supplier<?> parser) {
        try {
            parser.get();
            return true;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && text.length() <= LONGEST_EMAIL
                && EMAIL_NAME.matcher(text.substring(0, at)).matches()
                && isHostname(text.substring(at + 1));
    }

    private static boolean isHostname(String text) {
        return !text.isEmpty()
                && text.length() <= 253
                && Arrays.stream(text.split("\\.", -1)).allMatch(LABEL.asMatchPredicate());
    }

    private static boolean isUuid(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

    private static boolean isIpv4(String text) {
        return IPV4_ADDRESS.matcher(text).matches();
    }

    // In brackets it is read as an address, and never looked up as a name.
    private static boolean isIpv6(String text) {
        try {
            return text.length() <= 45 && InetAddress.getByName("[" + text + "]") != null;
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return new java.net.URI(text).isAbsolute();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isUriReference(String text) {
        try {
            return new java.net.URI(text).toString().equals(text);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return text.length() % 4 == 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
