package io.polyloop.web;

import io.polyloop.config.LimitSettings;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.StrictJson;
import java.util.ArrayList;
import java.util.List;

/** Parses the messages in a request's body. */
final class MessageParser {
    private final LimitSettings limits;

    MessageParser(LimitSettings limits) {
        this.limits = limits;
    }

    /** One message from a part of {@code body}. */
    Payload message(byte[] body, int offset, int length) {
        if (length > limits.message()) {
            throw Problem.TOO_LARGE.because("the message is larger than " + limits.message() + " bytes");
        }
        return StrictJson.payload(body, offset, length);
    }

    /** One message from each line that is not blank. */
    List<Payload> lines(byte[] body) {
        List<Payload> messages = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < body.length; line++) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!blank(body, start, end)) {
                messages.add(line(body, start, end, line));
            }
            start = end + 1;
        }
        if (messages.size() > limits.batch()) {
            throw Problem.TOO_LARGE.because("more than " + limits.batch() + " messages in one request");
        }
        return messages;
    }

    private Payload line(byte[] body, int start, int end, int line) {
        try {
            return message(body, start, end - start);
        } catch (ProblemException refusal) {
            throw refusal.problem().because("line " + line + ": " + refusal.getMessage());
        }
    }

    private static boolean blank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
