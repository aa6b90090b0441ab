package io.polyloop.polyglot;

import io.vertx.core.spi.VerticleFactory;

/**
 * A scripting language. To enable it, list the class that implements this under {@code scripts.languages} in
 * {@code conf/polyloop.yaml}; it needs a constructor without arguments.
 */
public interface Language {

    /** The prefix of its verticles' names, without the colon. */
    String prefix();

    /** Creates the factory of its verticles. Must not block, and must not load the libraries of the language yet. */
    VerticleFactory factory(ScriptOptions options);
}
