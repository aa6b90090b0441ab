package io.polyloop.web;

import io.polyloop.route.Parameters;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The parameters of a request for topics or messages. What is refused is a {@link ProblemException}. */
final class TopicParameters {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9._-]{0,128}");

    private final RoutingContext context;
    private final Parameters parameters;

    /** @param known the names of the query parameters that the request may have */
    TopicParameters(RoutingContext context, String... known) {
        this.context = context;
        this.parameters = new Parameters(context, known);
    }

    TopicName topic() {
        return new TopicName(context.pathParam("topic"));
    }

    /** From 1 to 1000, 100 if absent. */
    int limit() {
        String text = query("limit");
        if (text == null) {
            return Page.DEFAULT_LIMIT;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw Problem.INVALID_PARAMETER.because("limit must be a number from 1 to " + Page.MAX_LIMIT);
        }
        return limit;
    }

    String prefix() {
        String prefix = query("prefix");
        if (prefix == null) {
            return "";
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw Problem.INVALID_PARAMETER.because("prefix must be the beginning of a topic name");
        }
        return prefix;
    }

    /** The name that the next page comes after; empty for the first page. */
    String cursor() {
        String cursor = query("cursor");
        if (cursor == null) {
            return "";
        }
        try {
            return new TopicName(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)).value();
        } catch (IllegalArgumentException | ProblemException foreign) {
            throw Problem.INVALID_PARAMETER.because("cursor must be the next value of an earlier response");
        }
    }

    /** The cursor of the page after this name. */
    static String cursor(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** The one value of a query parameter, or null. */
    String query(String name) {
        return parameters.query(name);
    }
}
