package io.polyloop.polyglot.contract;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.LogCapture;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The abilities of a verticle, and the failures it receives, are the same in every language. */
class ContractTest {
    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    @InEachLanguage
    void json_crosses_unchanged_in_both_directions(VerticleLanguage language) {
        deploy(language);
        JsonObject body = new JsonObject(
                "{\"a\":{\"b\":[1,2.5,-3,\"é\\u0000\\ud83d\\ude00\",[],{}]},\"t\":true,\"n\":null,\"big\":9007199254740991}");
        assertEquals(body, node.ask("contract.echo", body));
        for (Object value : new Object[] {null, "text", 7, 2.5, false, JsonArray.of(1, null, "x"), new JsonObject()}) {
            assertEquals(value, node.ask("contract.echo", value));
        }
    }

    @InEachLanguage
    void a_handler_without_an_answer_answers_null(VerticleLanguage language) {
        deploy(language);
        assertEquals(null, node.ask("contract.log", "quiet"));
    }

    @InEachLanguage
    void a_verticle_sees_its_configuration(VerticleLanguage language) {
        JsonObject config = JsonObject.of("deep", JsonObject.of("list", JsonArray.of(1, "two")));
        deploy(language, config);
        assertEquals(config, node.ask("contract.config", null));
    }

    @InEachLanguage
    void an_append_answers_with_its_position_and_can_be_read(VerticleLanguage language) {
        deploy(language);
        String topic = "appended." + language;
        JsonObject append = JsonObject.of("topic", topic, "data", JsonObject.of("n", 1), "key", "k");
        JsonObject first = (JsonObject) node.ask("contract.append", append);
        assertEquals(1, first.getInteger("seq"));
        assertTrue(first.getString("epoch").matches("[a-z0-9]{8,32}"), first.encode());
        assertEquals(first, node.ask("contract.append", append));
        assertEquals(JsonArray.of(JsonObject.of("n", 1)), node.ask("contract.read", topic));
    }

    @InEachLanguage
    void a_refused_append_has_its_code_in_the_verticle_and_in_the_reply(VerticleLanguage language) {
        deploy(language);
        assertRefused("invalid_topic", 400, JsonObject.of("topic", "Not A Topic", "data", 1));
        assertRefused("invalid_parameter", 400, JsonObject.of("topic", "t", "data", 1, "key", ""));
        assertRefused("too_large", 413, JsonObject.of("topic", "t", "data", "x".repeat(65_536)));
    }

    private static void assertRefused(String code, int status, JsonObject append) {
        assertEquals(code, node.ask("contract.code", append));
        var refusal = node.refusal("contract.append", append);
        assertEquals(status, refusal.failureCode());
        assertTrue(refusal.getMessage().startsWith(code + ": "), refusal.getMessage());
    }

    @InEachLanguage
    void a_verticle_receives_messages_below_a_prefix_in_order(VerticleLanguage language) {
        deploy(language);
        for (int n = 1; n <= 3; n++) {
            await(node.topics().append("contract." + language, n));
        }
        await(node.topics().append("elsewhere." + language, 4));
        Awaitility.await().untilAsserted(() -> assertEquals(JsonArray.of(1, 2, 3), node.ask("contract.seen", null)));
    }

    @InEachLanguage
    void timers_fire_once_or_periodically(VerticleLanguage language) {
        List<Object> ticks = published("contract.tick");
        deploy(language);
        assertEquals("later", node.ask("contract.later", null));
        Awaitility.await().until(() -> ticks.size() > 2);
        assertEquals(language.name(), ticks.get(0));
    }

    @InEachLanguage
    void a_fault_is_answered_as_internal_without_a_trace_and_the_verticle_keeps_running(VerticleLanguage language) {
        deploy(language);
        var refusal = node.refusal("contract.fault", null);
        assertEquals(500, refusal.failureCode());
        assertTrue(refusal.getMessage().matches("internal: [^\\n]*"), refusal.getMessage());
        assertFalse(refusal.getMessage().matches(".*\\.[a-z]+:\\d+.*"), refusal.getMessage());
        assertEquals(1, node.ask("contract.echo", 1));
    }

    @InEachLanguage
    void a_refusal_keeps_its_code_also_when_it_is_passed_on(VerticleLanguage language) {
        deploy(language);
        for (var refusal :
                List.of(node.refusal("contract.refusal", null), node.refusal("contract.ask", "contract.refusal"))) {
            assertEquals("403 forbidden: not you", refusal.failureCode() + " " + refusal.getMessage());
        }
    }

    @InEachLanguage
    void a_request_without_a_consumer_is_not_found(VerticleLanguage language) {
        deploy(language);
        assertEquals(404, node.refusal("contract.ask", "no.consumer").failureCode());
    }

    @InEachLanguage
    void a_failed_start_reports_cause_and_place_and_leaves_no_consumer(VerticleLanguage language) {
        var options = new DeploymentOptions().setConfig(JsonObject.of("fail", true));
        String message = PolyglotNode.failure(node.vertx().deployVerticle(contract(language), options))
                .getMessage();
        assertTrue(message.contains("failed as requested"), message);
        assertTrue(!language.isScript() || message.matches("(?s).*contract\\.\\w+:\\d+.*"), message);
        assertGone("contract.echo");
    }

    @InEachLanguage
    void an_undeployed_verticle_leaves_no_consumer_and_no_timer(VerticleLanguage language) {
        List<Object> ticks = published("contract.tick");
        List<Object> stopped = published("contract.stopped");
        deploy(language);
        Awaitility.await().until(() -> ticks.size() > 1);

        node.undeploy();
        assertGone("contract.echo");
        Awaitility.await().until(() -> stopped.equals(List.of(language.name())));
        int then = ticks.size();
        Awaitility.await().during(100, TimeUnit.MILLISECONDS).until(() -> ticks.size() == then);
    }

    @InEachLanguage
    void three_instances_share_the_load_and_nothing_else(VerticleLanguage language) {
        node.deploy(contract(language), new DeploymentOptions().setInstances(3));
        List<Integer> counts = IntStream.range(0, 6)
                .mapToObj(n -> (Integer) node.ask("contract.count", null))
                .sorted()
                .toList();
        assertEquals(List.of(1, 1, 1, 2, 2, 2), counts);
    }

    @InEachLanguage
    void handlers_run_on_the_event_loop_or_on_workers_as_deployed(VerticleLanguage language) {
        deploy(language);
        assertTrue(thread(language).startsWith("vert.x-eventloop-thread"));
        node.undeploy();
        node.deploy(contract(language), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
        assertTrue(thread(language).startsWith("vert.x-worker-thread"));
        assertEquals(
                1,
                ((JsonObject) node.ask("contract.append", JsonObject.of("topic", "w-" + language, "data", 1)))
                        .getInteger("seq"));
    }

    private static String thread(VerticleLanguage language) {
        try (LogCapture log = new LogCapture("io.polyloop.scripts")) {
            node.ask("contract.log", "where " + language);
            return log.thread("where " + language);
        }
    }

    private static String contract(VerticleLanguage language) {
        return language.verticle(ContractVerticle.class, "contract");
    }

    private static void deploy(VerticleLanguage language) {
        deploy(language, new JsonObject());
    }

    private static void deploy(VerticleLanguage language, JsonObject config) {
        node.deploy(contract(language), new DeploymentOptions().setConfig(config));
    }

    private static List<Object> published(String address) {
        List<Object> bodies = new CopyOnWriteArrayList<>();
        node.vertx().eventBus().consumer(address, message -> bodies.add(message.body()));
        return bodies;
    }

    private static void assertGone(String address) {
        assertEquals(ReplyFailure.NO_HANDLERS, node.refusal(address, null).failureType());
    }
}
