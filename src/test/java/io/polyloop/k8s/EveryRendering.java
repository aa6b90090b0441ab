package io.polyloop.k8s;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule for the base and for each overlay alike. */
@ParameterizedTest(name = "{0}")
@MethodSource("io.polyloop.k8s.Manifests#all")
@Retention(RetentionPolicy.RUNTIME)
@interface EveryRendering {}
