package io.polyloop.web.page;

import io.polyloop.topic.Problem;
import java.util.regex.Pattern;

/** The name of a page's file, from the path of a request. */
final class PageName {
    // A list of what is allowed, matched against the path as it arrived: no percent sign is ever decoded, so there is
    // no ..%2f, no %00 and no double decoding to get wrong. A segment that starts with a dot would be .., .git or
    // the ..data of a Kubernetes ConfigMap.
    private static final Pattern FORM = Pattern.compile(
            "/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,99}/){0,8}" + "(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,99})?");

    private PageName() {}

    /** The relative name of the file; a path that ends with a slash is its index.html. */
    static String of(String path) {
        if (path == null || !FORM.matcher(path).matches()) {
            throw Problem.NOT_FOUND.because("a page path may contain only a-z A-Z 0-9 . _ ~ - and /");
        }
        return (path.endsWith("/") ? path + "index.html" : path).substring(1);
    }
}
