package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Language;
import io.polyloop.polyglot.Scripting;
import io.vertx.core.spi.VerticleFactory;

/** JavaScript, as ES modules: {@code js:hello.js}. */
public final class JavaScript implements Language {
    static final String PREFIX = "js";

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public VerticleFactory factory(Scripting scripting) {
        return new JsVerticleFactory(scripting);
    }
}
