package io.polyloop.config;

import java.nio.file.Path;

/** PEM files of the event bus between nodes: this node's certificate and key, and the authority of all of them. */
public record ClusterTls(Path cert, Path key, Path ca) {}
