package io.polyloop.topic;

import java.util.regex.Pattern;

/** The name of a topic: {@code [a-z0-9][a-z0-9._-]{0,127}}. */
public record TopicName(String value) implements Comparable<TopicName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");

    /** Fails with {@link Problem#INVALID_TOPIC} for another form. */
    public TopicName {
        if (value == null || !FORM.matcher(value).matches()) {
            throw Problem.INVALID_TOPIC.because(
                    "a topic name has 1 to 128 of a-z 0-9 . _ - and starts with a letter or digit");
        }
    }

    @Override
    public int compareTo(TopicName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
