package io.polyloop.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every library that ships is under licenses that this project accepts. Add one only after reading its terms. */
class LicensesIT {
    /** SPDX identifiers. EPL: a library that ships as it was published keeps its own license, and no other code gets it. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "UPL-1.0", "EPL-1.0", "EPL-2.0");

    private static final String LOGBACK = "offered under EPL-1.0 or LGPL-2.1: we take EPL-1.0";

    /** A library and a license of it, with the reason why it may ship. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            // part:javascript
            "org.graalvm.shadowed:icu4j, Unicode/ICU License", "permissive; the name has no SPDX identifier",
            // end:javascript
            "ch.qos.logback:logback-classic, GNU Lesser General Public License", LOGBACK,
            "ch.qos.logback:logback-core, GNU Lesser General Public License", LOGBACK);

    @Test
    void each_library_has_licenses_that_are_allowed() throws IOException {
        List<String> refused = Sbom.libraries().stream()
                .flatMap(library -> library.licenses().stream()
                        .filter(license -> !ALLOWED.contains(license))
                        .map(license -> library.name() + ", " + license))
                .filter(license -> !EXCEPTIONS.containsKey(license))
                .toList();

        assertEquals(List.of(), refused, "replace the library, or give the reason in LicensesIT");
    }

    @Test
    void each_library_names_a_license() throws IOException {
        for (Sbom.Library library : Sbom.libraries()) {
            assertTrue(!library.licenses().isEmpty(), library.name() + " names no license: read its terms");
        }
    }
}
