package io.polyloop.http;

import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** The media type of a body. */
public final class ContentType {
    /** Of the fields of a form. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private ContentType() {}

    /**
     * Type and subtype, in lower case; empty if there is none. Refuses a body with {@code Content-Encoding} with {@link
     * Problem#UNSUPPORTED_MEDIA_TYPE}: a small coded body can unfold to gigabytes.
     */
    public static String essence(HttpServerRequest request) {
        boolean coded = request.headers().contains(HttpHeaders.CONTENT_ENCODING)
                && !TokenList.of(request.headers(), HttpHeaders.CONTENT_ENCODING).stream()
                        .allMatch("identity"::equals);
        if (coded) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because("send the body without Content-Encoding");
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
