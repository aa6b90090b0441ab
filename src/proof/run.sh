#!/usr/bin/env bash
# Builds the service and runs one of:
#   src/proof/run.sh cluster [1000]  three nodes over a PostgreSQL until Ctrl-C; a number is added to all ports
#   src/proof/run.sh chaos [--only=kill,mix] [--short] [--minutes=10] [--seed=42]
#                                    injects faults into a cluster and counts lost messages
#   src/proof/run.sh scale [--quick] [--sizes=1,4]
#                                    measures clusters of one to five nodes
#   src/proof/run.sh autobahn        Autobahn's fuzzing client against the WebSocket framing
set -euo pipefail

cd "$(dirname "$0")/../.."
build="$(command -v mvn || echo ./mvnw) -B -q -f src/proof/pom.xml package -DskipTests"
tool=${1:-}
shift || true

case $tool in
  cluster) main=io.polyloop.proof.local.ClusterConsole ;;
  chaos) main=io.polyloop.proof.chaos.Chaos ;;
  scale) main=io.polyloop.proof.scale.Scale ;;
  autobahn) exec $build -Pautobahn ;;
  *)
    sed -n 's/^# \?//p' "$0" | tail -n +2
    exit 2
    ;;
esac

$build
# target/lib has the libraries of the languages, which Maven does not pass on.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/proof/classes:$(cat target/proof/class-path):target/lib/*" $main "$@"
