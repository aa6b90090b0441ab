package io.polyloop.polyglot.contract;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that is given each {@link VerticleLanguage} of this build. */
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("io.polyloop.polyglot.contract.VerticleLanguage#all")
public @interface InEachLanguage {}
