#!/usr/bin/env bash
# Builds the service and runs one of:
#   src/proof/run.sh cluster [1000]  three nodes over a PostgreSQL until Ctrl-C; a number is added to all ports
#   src/proof/run.sh chaos [--only=kill,mix] [--short] [--minutes=10] [--seed=42] [--token] [--settings=pods]
#                                    injects faults into a cluster and counts lost messages
#   src/proof/run.sh mixed [--other=<commit or jar>] [--only=update,rollback] [--short] [--seed=42]
#                                    the same while the nodes change from one build to another and back
#   src/proof/run.sh outbox [--database=sqlite] [--transactions=20000] [--short] [--seed=42]
#                                    rows and messages of one commit, while nodes and the database are killed
#   src/proof/run.sh scale [--quick] [--sizes=1,4]
#                                    measures clusters of one to five nodes
#   src/proof/run.sh limits [--quick] [--database=postgresql] [--keep]
#                                    what one node with one core and 1 GiB carries, 5 minutes; needs two cores
#   src/proof/run.sh rebalance [--short] [--keep]
#                                    two nodes are added to three: do live connections spread, is a message missed?
#   src/proof/run.sh dashboard [--short] # part:monitoring
#                                    draws the Grafana dashboards from nodes under load; needs prometheus # part:monitoring
#   --keep copies the report and its picture to src/proof/results, which the documents link to
#   src/proof/run.sh security [issuer|flood] [--seconds=60]
#                                    a real issuer whose keys rotate, and a flood of bad tokens; needs Node.js, npm
#   src/proof/run.sh autobahn        Autobahn's fuzzing client against the WebSocket framing
set -euo pipefail

cd "$(dirname "$0")/../.."
build="$(command -v mvn || echo ./mvnw) -B -q -f src/proof/pom.xml package -DskipTests"
tool=${1:-}
shift || true

case $tool in
  cluster) main=io.polyloop.proof.local.ClusterConsole ;;
  chaos | mixed) main=io.polyloop.proof.chaos.Chaos ;;
  outbox) main=io.polyloop.proof.outbox.Outbox ;;
  scale) main=io.polyloop.proof.scale.Scale ;;
  limits)
    main=io.polyloop.proof.limits.Limits
    [ "$(nproc)" -gt 1 ] || { echo "limits needs two cores: one for the node, the others for its clients" >&2; exit 2; }
    # The first core is the node's.
    pin="taskset -c 1-$(($(nproc) - 1))"
    ;;
  rebalance) main=io.polyloop.proof.rebalance.Rebalance ;;
  dashboard) main=io.polyloop.proof.dashboard.Dashboards ;; # part:monitoring
  security) main=io.polyloop.proof.security.Security ;;
  autobahn) exec $build -Pautobahn ;;
  *)
    sed -n -e 's/ # part:.*//' -e 's/^# \?//p' "$0" | tail -n +2
    exit 2
    ;;
esac

other_jar() {
  # other_jar <commit or jar>: prints the path of the jar; builds that of a commit once, in a worktree under target/other.
  case $1 in
    *.jar) echo "$1"; return ;;
  esac
  local commit folder
  commit=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "--other=$1 is neither a commit nor a jar" >&2; exit 2; }
  folder=$PWD/target/other/${commit:0:12}
  if [ ! -f "$folder/target/polyloop.jar" ]; then
    echo "building $1 in $folder" >&2
    git worktree prune
    [ -d "$folder" ] || git worktree add --detach "$folder" "$commit" >&2
    (cd "$folder" && "$(command -v mvn || echo ./mvnw)" -B -q package -Dmaven.test.skip=true >&2)
  fi
  echo "$folder/target/polyloop.jar"
}

last_release() {
  # The newest tag of a release before this commit; without one, the commit in src/proof/last-release.
  local marked
  marked=$(cat src/proof/last-release 2>/dev/null || true)
  if git describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^ 2>/dev/null; then
    return
  elif [ -n "$marked" ] && git merge-base --is-ancestor "$marked" HEAD 2>/dev/null; then
    echo "$marked"
  else
    echo "no tag such as v1.0.0 before this commit, and src/proof/last-release names no commit before it;" \
      "tag your releases, or name a build: --other=<commit or jar>" >&2
    exit 2
  fi
}

if [ "$tool" = mixed ]; then
  other=
  rest=()
  for argument in "$@"; do
    case $argument in
      --other=*) other=${argument#--other=} ;;
      *) rest+=("$argument") ;;
    esac
  done
  [ -n "$other" ] || other=$(last_release)
  jar=$(other_jar "$other")
  set -- "--other=$jar" ${rest[@]+"${rest[@]}"}
fi

$build
if [ "$tool" = security ]; then
  mkdir -p target/proof/node
  cp src/proof/node/* target/proof/node/
  command -v npm >/dev/null || { echo "install Node.js and npm: apt-get install nodejs npm"; exit 1; }
  (cd target/proof/node && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi
# target/lib has the libraries of the languages, which Maven does not pass on.
exec ${pin:-} "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/proof/classes:$(cat target/proof/class-path):target/lib/*" $main "$@"
