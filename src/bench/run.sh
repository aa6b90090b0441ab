#!/usr/bin/env bash
# Builds the service and the benchmark, and runs the benchmark; see README.md in this folder. Linux only.
set -euo pipefail

cd "$(dirname "$0")/../.."
"$(command -v mvn || echo ./mvnw)" -B -q -f src/bench/pom.xml package -DskipTests
# part:javascript
case "$*" in
  *languages*) src/main/graal/with.sh compiler true || true ;;
esac
# end:javascript
# target/lib has the libraries of the languages, which Maven does not pass on.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
  -cp "target/bench/classes:$(cat target/bench/class-path):target/lib/*" io.polyloop.bench.Bench "$@"
