# docker build -t polyloop:0.1.0-SNAPSHOT .
# docker run --read-only --tmpfs /tmp -v polyloop-data:/opt/polyloop/data -p 8080:8080 \
#   -e POLYLOOP_HTTP_HOST=0.0.0.0 -e POLYLOOP_AUTH_MODE=none polyloop:0.1.0-SNAPSHOT
#
# You have to give those two -e: an image that set them would serve any client silently.

# Public tags to begin with: pin them by digest, or point them to your own registry.
ARG BUILDER=maven:3.9-eclipse-temurin-25
ARG RUNTIME=eclipse-temurin:25-jre

FROM ${BUILDER} AS build
WORKDIR /build

# Libraries first: the same build without sources fetches all that the real one needs, and stays cached
# until pom.xml changes. (dependency:go-offline would miss what plugins fetch for themselves.)
COPY pom.xml ./
COPY .mvn/jvm.config .mvn/jvm.config
COPY src/build src/build
RUN mvn -q -B package -Dmaven.test.skip=true && rm -r target

COPY conf conf
COPY src/main src/main
RUN mvn -q -B package -Dmaven.test.skip=true

# Native libraries would be unpacked into /tmp at start. Where /tmp is mounted noexec, as Docker's tmpfs is, SQLite's
# fails, and Netty falls back to the selector of the JDK without a word. (A runtime on Alpine needs SQLite's of
# Linux-Musl.)
RUN mkdir native unpacked && cd unpacked \
    && for jar in ../target/lib/sqlite-jdbc-*.jar ../target/lib/netty-transport-native-epoll-*-linux-*.jar; do \
        jar xf $jar; done \
    && mv org/sqlite/native/Linux/$(uname -m)/*.so META-INF/native/*_$(uname -m | sed s/aarch64/aarch_64/).so ../native

# What ships, and under which licenses: the libraries, Java, and the packages of the base.
FROM ${RUNTIME} AS sbom
COPY --from=build /build/target/classes/META-INF/sbom /build/target/classes/META-INF/THIRD-PARTY.txt /sbom/
COPY src/build/image-sbom.sh /
RUN sh /image-sbom.sh /sbom

FROM ${RUNTIME} AS app
WORKDIR /opt/polyloop

# The only folder the service writes to, besides /tmp. Made here, so that a fresh volume takes its owner.
RUN mkdir data && chown 10001:10001 data

# From what changes least to what changes most: a new version of the application is a small layer.
# All of it belongs to root: the service cannot change its own code.
COPY --from=build /build/native native
COPY --from=build /build/target/lib lib
COPY conf conf
COPY --from=sbom /sbom sbom
COPY --from=build /build/target/polyloop.jar ./

# The options of the JVM, for the service and for the training run below: a cache needs the same ones.
#   MaxRAMPercentage        half for the heap; buffers, metaspace and threads live in the other half
#   ExitOnOutOfMemoryError  a process out of memory could still answer probes; one that ended is restarted
#   enable-native-access    libraries such as SQLite load native code; a later Java refuses what is not named
#   sun-misc-unsafe-...     four lines of warnings about libraries at each start (Java 23 or newer)
#   java.io.tmpdir          with a read-only root nothing else can be written
# part:javascript
#   polyglot.*              JavaScript must not use a home directory: user 10001 has none
# end:javascript
# No collector is named: on this Java, G1, Parallel and Serial cost the same CPU within their spread (page, JSON,
# append, fan-out), and with one core or less than 2 GB the JVM selects Serial.
# More flags go into JDK_JAVA_OPTIONS; an -Xmx there beats the percentage.
RUN printf '%s\n' \
    -XX:MaxRAMPercentage=50 \
    -XX:+ExitOnOutOfMemoryError \
    --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow \
    -Djava.io.tmpdir=/tmp \
    -Djava.library.path=/opt/polyloop/native \
    -Dorg.sqlite.lib.path=/opt/polyloop/native \
# part:javascript
    -Dpolyglot.engine.userResourceCache=/tmp \
    -Dpolyglotimpl.AttachLibraryFailureAction=ignore \
# end:javascript
    >java.options

# A number: Kubernetes cannot determine whether a name is root, and refuses it under runAsNonRoot.
USER 10001:10001

# For log collectors; -e POLYLOOP_LOG_FORMAT=text is for people.
ENV POLYLOOP_LOG_FORMAT=json

# 8080 serves the public; 8081 is for probes and metrics: never publish it.
EXPOSE 8080 8081

# The exec form makes Java process 1. A shell would swallow SIGTERM, and nothing would be drained.
# If the cache does not fit (another jar or Java, ZGC), the JVM says so in a few lines and starts without it.
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=polyloop.aot", "-jar", "polyloop.jar"]

# One start, drained by SIGTERM: the JVM records the classes that it loaded and linked. With it, a start takes less than
# half the time. A verticle that needs a database or a server at its start fails here: then remove this stage, the line
# that copies from it, and -XX:AOTCache.
FROM app AS training
RUN POLYLOOP_DATA_DIR=/tmp/data POLYLOOP_HTTP_HOST=127.0.0.1 POLYLOOP_HTTP_PORT=0 \
    POLYLOOP_MANAGEMENT_HOST=127.0.0.1 POLYLOOP_MANAGEMENT_PORT=0 POLYLOOP_CLUSTER_ENABLED=false \
    java @java.options -XX:AOTCacheOutput=/tmp/polyloop.aot -jar polyloop.jar >/tmp/training.log 2>&1 & \
    node=$!; waited=0; \
    until grep -q ' is up' /tmp/training.log || [ $waited -ge 300 ]; do sleep 1; waited=$((waited + 1)); done; \
    kill $node; wait $node || { cat /tmp/training.log; exit 1; }

FROM app
COPY --from=training --chown=0:0 /tmp/polyloop.aot ./
LABEL org.opencontainers.image.title="Polyloop" \
    org.opencontainers.image.description="Durable topics in real time, over HTTP, WebSocket and server-sent events" \
    org.opencontainers.image.version="0.1.0-SNAPSHOT" \
    org.opencontainers.image.licenses="Apache-2.0"
