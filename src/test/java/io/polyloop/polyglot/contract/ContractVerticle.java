package io.polyloop.polyglot.contract;

import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a verticle in any language can do with the node, under addresses that the contract asks. */
public final class ContractVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger("io.polyloop.scripts.contract.java");

    private final List<Future<Void>> registered = new ArrayList<>();
    private final JsonArray seen = new JsonArray();
    private Topics topics;
    private int count;

    @Override
    public Future<?> start() throws Exception {
        topics = new Topics(vertx);
        if (config().getBoolean("fail", false)) {
            throw new Exception("failed as requested");
        }
        registered.add(topics.on("contract.*", message -> seen.add(message.getValue("data"))));
        vertx.setPeriodic(5, id -> vertx.eventBus().publish("contract.tick", "java"));
        answer("config", body -> Future.succeededFuture(config()));
        answer("echo", Future::succeededFuture);
        this.<JsonObject>answer("append", this::append);
        this.<JsonObject>answer(
                "code", body -> append(body).map(Object.class::cast).otherwise(ContractVerticle::code));
        this.<String>answer("read", topic -> topics.read(topic, "0", 10).map(ContractVerticle::data));
        this.<String>answer("ask", this::ask);
        answer("count", body -> Future.succeededFuture(++count));
        answer("seen", body -> Future.succeededFuture(seen));
        answer("later", body -> vertx.timer(5, TimeUnit.MILLISECONDS).map("later"));
        answer("log", body -> logged(String.valueOf(body)));
        answer("fault", body -> Future.succeededFuture(((JsonObject) null).getValue("field")));
        answer("refusal", body -> Future.failedFuture(Problem.FORBIDDEN.because("not you")));
        routes();
        return Future.join(registered);
    }

    private void routes() {
        HttpRoutes routes = new HttpRoutes(vertx);
        registered.add(routes.route("POST", "/contract/act", Allow.ANYONE, request -> act(request)
                .<Object>map(done -> "ok")
                .otherwise(ContractVerticle::code)));
        registered.add(routes.route(
                "GET", "/contract/user", request -> Future.succeededFuture(request.getJsonObject("user"))));
        registered.add(routes.route("GET", "/contract/scoped", Allow.scope("contract"), Future::succeededFuture));
        if (config().containsKey("allow")) {
            Allow allow = Allow.parse(config().getString("allow"));
            registered.add(routes.route("GET", "/contract/refused", allow, request -> Future.succeededFuture()));
        }
    }

    private Future<JsonObject> act(JsonObject request) {
        JsonObject body = request.getJsonObject("body");
        String topic = body.getString("topic");
        Topics actor = body.getString("by").equals("service") ? topics : topics.as(request.getJsonObject("user"));
        return body.getString("act").equals("append") ? actor.append(topic, 1) : actor.read(topic, "0", 1);
    }

    @Override
    public Future<?> stop() {
        vertx.eventBus().publish("contract.stopped", "java");
        return Future.succeededFuture();
    }

    private Future<JsonObject> append(JsonObject body) {
        String key = body.getString("key");
        return key == null
                ? topics.append(body.getString("topic"), body.getValue("data"))
                : topics.append(body.getString("topic"), body.getValue("data"), key);
    }

    private Future<Object> ask(String address) {
        return vertx.eventBus()
                .request(address, null)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.NOT_FOUND)));
    }

    private static Object code(Throwable refusal) {
        return ProblemException.of(refusal).problem().code();
    }

    private static JsonArray data(JsonObject page) {
        JsonArray data = new JsonArray();
        page.getJsonArray("messages").forEach(message -> data.add(((JsonObject) message).getValue("data")));
        return data;
    }

    private static Future<Void> logged(String text) {
        LOG.info(text);
        return Future.succeededFuture();
    }

    private <T> void answer(String what, Function<T, Future<?>> handler) {
        registered.add(vertx.eventBus()
                .<T>consumer("contract." + what, message -> answer(message, handler))
                .completion());
    }

    private static <T> void answer(Message<T> message, Function<T, Future<?>> handler) {
        Future.succeededFuture(message.body())
                .compose(handler::apply)
                .onSuccess(message::reply)
                .onFailure(failure -> Failures.reply(message, failure));
    }
}
