package io.polyloop.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.polyglot.contract.InEachLanguage;
import io.polyloop.polyglot.contract.PolyglotNode;
import io.polyloop.polyglot.contract.VerticleLanguage;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The greeting over the event bus is the same in every language. */
class HelloContractTest {
    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    @InEachLanguage
    void hello_greets_the_given_name_or_the_world(VerticleLanguage language) {
        node.deploy(language.verticle(HelloVerticle.class, "hello"), new DeploymentOptions());
        String address = "hello." + language;
        assertEquals(
                JsonObject.of("hello", "Ada", "from", language.name()),
                node.ask(address, JsonObject.of("name", "Ada")));
        assertEquals(JsonObject.of("hello", "world", "from", language.name()), node.ask(address, new JsonObject()));
    }
}
