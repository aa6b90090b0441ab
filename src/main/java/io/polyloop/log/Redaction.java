package io.polyloop.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes credentials from log text. The engine logs none; this is for what libraries quote, such as a JDBC URL or the
 * target of a request.
 */
final class Redaction {
    private static final String HIDDEN = "***";

    /** What comes before a credential, and the credential. All quantifiers are linear. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "((?i:password|passwd|ticket|token|secret|api[_-]?key)(?:=|[\"']\\s?[:=]\\s?[\"']))[^\\s&;,\"'}]++"
                    + "|((?i:bearer|basic)[ .])[\\w.~+/=-]{8,}+"
                    + "|((?i:set-cookie|cookie|authorization)\\s?[:=]\\s?)[^\\r\\n]++"
                    + "|(//[^\\s/:@]{1,64}:)[^\\s/@]{1,256}(?=@)"
                    + "|eyJ[\\w-]{8,}+\\.[\\w.-]*+"
                    + "|plk_[\\w-]++");

    private Redaction() {}

    static String redact(String text) {
        return CREDENTIAL.matcher(text).replaceAll(found -> {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    return Matcher.quoteReplacement(found.group(group) + HIDDEN);
                }
            }
            return HIDDEN;
        });
    }
}
