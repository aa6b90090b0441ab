package io.polyloop.auth;

import static io.polyloop.auth.Identities.ada;
import static io.polyloop.auth.Identities.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.JournalStub;
import io.polyloop.config.AuthMode;
import io.polyloop.config.Verb;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Page;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicPage;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizedJournalTest {
    private static final TopicName TOPIC = new TopicName("readings.d1");

    private final List<String> calls = new ArrayList<>();
    private List<String> stored = List.of();

    /** Each operation of a journal, by the verb that it needs. */
    private static final Map<Verb, BiFunction<AuthorizedJournal, TopicName, Future<?>>> OPERATIONS = Map.of(
            Verb.PUBLISH,
            (journal, topic) -> journal.append(new Append(topic, List.of(Payload.stored("1")), null)),
            Verb.HISTORY,
            (journal, topic) -> journal.read(topic, ReadFrom.parse("0"), 10),
            Verb.ERASE,
            (journal, topic) -> journal.erase(topic, null),
            Verb.SUBSCRIBE,
            (journal, topic) -> journal.check(Verb.SUBSCRIBE, topic));

    private final class Recorder extends JournalStub {
        @Override
        public Future<Appended> append(Append append) {
            calls.add("publish " + append.topic());
            return Future.succeededFuture();
        }

        @Override
        public Future<Page> read(TopicName topic, ReadFrom from, int limit) {
            calls.add("history " + topic);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> erase(TopicName topic, Position through) {
            calls.add("erase " + topic);
            return Future.succeededFuture();
        }

        @Override
        public Future<List<TopicState>> topics(String prefix, String after, int limit) {
            calls.add("topics " + prefix);
            return Future.succeededFuture(stored.stream()
                    .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
                    .limit(limit)
                    .map(name -> new TopicState(new TopicName(name), 1, 1, 0, 0))
                    .toList());
        }
    }

    private AuthorizedJournal journal(Identity identity, String topics, Verb... verbs) {
        EnumSet<Verb> allowed = EnumSet.noneOf(Verb.class);
        allowed.addAll(List.of(verbs));
        AuthServices auth = Identities.services(AuthMode.TOKEN, rule(topics, allowed, Map.of()));
        return new AuthorizedJournal(new Recorder(), auth, identity, new Authenticator.Source("http", null));
    }

    @ParameterizedTest
    @EnumSource
    void an_operation_needs_its_verb(Verb verb) {
        for (Verb allowed : Verb.values()) {
            calls.clear();
            Future<?> done = OPERATIONS.get(verb).apply(journal(ada(Map.of()), "readings.*", allowed), TOPIC);
            assertEquals(allowed == verb, done.succeeded(), "allowed " + allowed);
            int reached = allowed == verb && verb != Verb.SUBSCRIBE ? 1 : 0;
            assertEquals(reached, calls.size(), "allowed " + allowed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_denial_is_the_same_for_every_topic(Verb verb) {
        AuthorizedJournal journal = journal(ada(Map.of()), "notices", verb);
        ProblemException known = refusal(OPERATIONS.get(verb).apply(journal, TOPIC));
        ProblemException unknown = refusal(OPERATIONS.get(verb).apply(journal, new TopicName("no.such.topic")));
        assertEquals(Problem.FORBIDDEN + " " + AuthorizedJournal.DENIED, known.problem() + " " + known.getMessage());
        assertEquals(known.getMessage(), unknown.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void without_an_identity_nothing_is_allowed(Verb verb) {
        AuthorizedJournal journal = journal(null, "**", Verb.values());
        assertEquals(
                Problem.UNAUTHENTICATED,
                refusal(OPERATIONS.get(verb).apply(journal, TOPIC)).problem());
        assertEquals(
                Problem.UNAUTHENTICATED, refusal(journal.topics("", "", 10)).problem());
        assertEquals(List.of(), calls);
    }

    @ParameterizedTest
    @EnumSource
    void a_list_holds_what_can_be_subscribed_or_read(Verb verb) {
        stored = List.of("notices", "readings.d1", "readings.d2");
        boolean listed = verb == Verb.SUBSCRIBE || verb == Verb.HISTORY;
        assertEquals(
                listed ? List.of("readings.d1", "readings.d2") : List.of(),
                names(journal(ada(Map.of()), "readings.*", verb).topics("", "", 10)));
    }

    @Test
    void a_list_does_not_look_at_topics_of_others() {
        stored = Stream.concat(IntStream.range(0, 25_000).mapToObj("globex.%06d"::formatted), Stream.of("readings.d1"))
                .toList();
        AuthorizedJournal journal = journal(ada(Map.of()), "readings.*", Verb.HISTORY);
        assertEquals(List.of("readings.d1"), names(journal.topics("", "", 10)));
        assertEquals(List.of("topics readings."), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"globex", "globex.", "globex.0", "initech", "readingsx", "readings-", "z"})
    void a_prefix_outside_of_what_may_be_read_is_not_looked_at(String prefix) {
        stored = List.of("globex.000001", "readings.d1", "readingsx.d1");
        Future<TopicPage> page =
                journal(ada(Map.of()), "readings.*", Verb.HISTORY).topicPage(prefix, "", 10);
        assertEquals(new TopicPage(List.of(), null), page.result());
        assertEquals(List.of(), calls);
    }

    @Test
    void a_page_that_passes_over_too_many_topics_is_short_and_the_next_one_goes_on() {
        int others = 2 * ReadableTopics.MAX_PASSED;
        stored = Stream.of(
                        Stream.of("rooms.a.public"),
                        IntStream.range(0, others).mapToObj("rooms.b%06d.private"::formatted),
                        Stream.of("rooms.c.public"))
                .flatMap(names -> names)
                .toList();
        AuthorizedJournal journal = journal(ada(Map.of()), "rooms.*.public", Verb.HISTORY);
        TopicPage first = journal.topicPage("", "", 10).result();
        assertEquals(List.of("rooms.a.public"), names(Future.succeededFuture(first.topics())));
        assertEquals("rooms.a.public", first.next());
        TopicPage second = journal.topicPage("", first.next(), 10).result();
        assertEquals(List.of(), second.topics());
        // No name of a topic that may not be read.
        assertEquals("rooms.b", second.next());
        int reads = calls.size();
        assertTrue(reads < 2 * (ReadableTopics.MAX_PASSED / ReadableTopics.READ_SIZE + 2), "reads: " + reads);
        List<String> rest = new ArrayList<>();
        for (String next = second.next(); next != null; ) {
            TopicPage page = journal.topicPage("", next, 10).result();
            page.topics().forEach(state -> rest.add(state.topic().value()));
            next = page.next();
        }
        assertEquals(List.of("rooms.c.public"), rest);
    }

    private static List<String> names(Future<List<TopicState>> topics) {
        assertTrue(topics.succeeded(), () -> "" + topics.cause());
        return topics.result().stream().map(state -> state.topic().value()).toList();
    }

    private static ProblemException refusal(Future<?> refused) {
        return (ProblemException) refused.cause();
    }
}
