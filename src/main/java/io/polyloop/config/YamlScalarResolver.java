package io.polyloop.config;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Resolves scalars without quotes as YAML 1.2 does. Scalars that YAML 1.1 reads differently are ambiguous: there,
 * {@code 010} is 8, {@code 1:30} is 90 and {@code no} is false.
 */
final class YamlScalarResolver extends Resolver {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?");
    private static final Pattern OTHER_NUMBER = Pattern.compile(
            "[-+]?(?:0[0-9_]+|0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+"
                    + "|[0-9][0-9_]*_[0-9_.]*|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?|\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
    private static final Pattern OTHER_BOOLEAN = Pattern.compile("yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
        addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
        addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
        addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL"), "~nN");
        addImplicitResolver(Tag.NULL, EMPTY, null);
    }

    /** The number that {@code text} is; otherwise null. */
    static Number number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return YamlToJson.integer(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /** The remedy if {@code text}, without quotes, is ambiguous; otherwise null. */
    static String remedyIfAmbiguous(String text) {
        if (OTHER_BOOLEAN.matcher(text).matches()) {
            return "write true or false, or quote it if it is text";
        }
        return OTHER_NUMBER.matcher(text).matches()
                ? "write a decimal number without leading zeros, or quote it if it is text"
                : null;
    }
}
