package io.polyloop.k8s;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that runs for the base and for each overlay. */
@ParameterizedTest(name = "{0}")
@MethodSource("io.polyloop.k8s.Manifests#all")
@Retention(RetentionPolicy.RUNTIME)
@interface EveryRendering {}
