package io.polyloop.polyglot;

import io.vertx.core.spi.VerticleFactory;

/**
 * A language that verticles are written in as scripts. A class that implements this and has a constructor without
 * arguments is switched on by its line under {@code scripts.languages} in {@code conf/polyloop.yaml}.
 */
public interface Language {

    /** What stands in front of the colon in a verticle's name, such as {@code js} in {@code js:hello.js}. */
    String prefix();

    /** Makes what deploys scripts of this language. Called only if one of them is configured; must not block. */
    VerticleFactory factory(ScriptOptions options);
}
