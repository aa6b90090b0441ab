package io.polyloop.topic;

import java.util.List;

/**
 * A part of a list of topics.
 *
 * @param topics in name order
 * @param next the name that the next page comes after, which need not be that of a topic; null if this is the last page
 */
public record TopicPage(List<TopicState> topics, String next) {
    /** A page of topics of which one more than asked for shows that others follow. */
    public static TopicPage of(List<TopicState> found, int limit) {
        if (found.size() <= limit) {
            return new TopicPage(found, null);
        }
        // A name, so that topics that come or go meanwhile neither repeat nor hide another one.
        return new TopicPage(
                found.subList(0, limit), found.get(limit - 1).topic().value());
    }
}
