#!/usr/bin/env bash
# Runs the image as a strict cluster does: read-only, any user, no capabilities, 512 MB. Asks it everything that "Five
# minutes" in README.md asks, stops it, compares starts with and without the cache of classes, and looks for files
# outside data and /tmp.
#   src/proof/image.sh                  builds the image with podman, without a registry, and tries it; 5 minutes
#   src/proof/image.sh docker <image>   tries an image that docker has, or podman; docker needs the ports 8080 and 8081
#   STARTS=1 src/proof/image.sh …       compares so many starts, instead of 5
# podman needs Debian and root: apt-get install podman runc debootstrap iproute2 curl maven nodejs npm, and a JDK 25
# below /usr/lib/jvm. target/image keeps the base system for the next run.
set -euo pipefail

cd "$(dirname "$0")/../.."
engine=${1:-podman}
image=${2:-localhost/polyloop:test}
name=image-test-$$
work=$(mktemp -d)
mkdir -p target/image
uid=$((20000 + RANDOM))
starts=${STARTS:-5}

# podman raises these limits otherwise, which it may not where it runs in a container itself.
global=() limits=()
if [ "$engine" = podman ]; then
  global=(--runtime runc)
  limits=(--ulimit "nofile=$(ulimit -Hn):$(ulimit -Hn)" --ulimit nproc=4096:4096)
fi

need() {
  local tool
  for tool; do
    command -v "$tool" >/dev/null || { echo "install $tool: see the head of $0" && exit 1; }
  done
}
ok() { echo "ok: $1, after $SECONDS s"; }
fail() {
  echo "FAILED: $1"
  "$engine" logs "$name" 2>&1 | tail -n 40 || true
  exit 1
}
finish() {
  "$engine" rm -f "$name" >/dev/null 2>&1 || true
  [ "$engine" = docker ] || ip netns delete "$name" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# A network namespace, so that the ports of README.md are free. (ip netns exec would hide the mounts of control groups.)
inside() { if [ "$engine" = docker ]; then "$@"; else nsenter --net="/run/netns/$name" "$@"; fi; }

# A base in place of the public tags: Debian, with this machine's JDK and Maven.
build() {
  need podman runc debootstrap mvn
  local jdk
  for jdk in /usr/lib/jvm/*25*; do [ ! -x "$jdk/bin/java" ] || break; done
  [ -x "$jdk/bin/java" ] || { echo "install a JDK 25 below /usr/lib/jvm" && exit 1; }
  if [ ! -f target/image/base.tar ]; then
    debootstrap --variant=minbase bookworm "$work/base" http://deb.debian.org/debian >"$work/log" ||
      { cat "$work/log" && exit 1; }
    mkdir -p "$work/base/opt/java" "$work/base/usr/share"
    cp -aL "$jdk/." "$work/base/opt/java"
    cp -aL /usr/share/maven "$work/base/usr/share/"
    tar -C "$work/base" -cf target/image/base.tar .
    rm -rf "$work/base"
  fi
  podman import -q --change \
    'ENV PATH=/opt/java/bin:/usr/share/maven/bin:/usr/sbin:/usr/bin:/sbin:/bin JAVA_HOME=/opt/java' \
    target/image/base.tar localhost/base:test >/dev/null
  ok "a base without a registry"
  podman "${global[@]}" build --format docker --network host "${limits[@]}" -v "$HOME/.m2:/root/.m2" \
    --build-arg BUILDER=localhost/base:test --build-arg RUNTIME=localhost/base:test -t "$image" . >"$work/log" 2>&1 ||
    { tail -n 60 "$work/log" && exit 1; }
}

need curl npx node
[ $# -gt 0 ] || build
if [ "$engine" = podman ]; then
  need podman runc ip
  ip netns add "$name"
  inside ip link set lo up
fi
ok "$image has $(("$("$engine" image inspect --format '{{.Size}}' "$image")" / 1000000)) MB"

# start [java]: starts a container with a folder of its own for data, and waits until it is
# ready; with java, without the cache of classes.
start() {
  rm -rf "$work/data"
  mkdir "$work/data"
  chown "$uid:$uid" "$work/data"
  local began entry=() arguments=()
  # As the entry point of the Dockerfile, without the cache.
  [ $# = 0 ] || entry=(--entrypoint java) arguments=(@java.options -jar polyloop.jar)
  began=$(date +%s%3N)
  inside "$engine" "${global[@]}" run -d "${limits[@]}" --name "$name" --network host --read-only --tmpfs /tmp \
    --user "$uid:$uid" --memory 512m --cap-drop ALL --security-opt no-new-privileges \
    -v "$work/data:/opt/polyloop/data" \
    -e POLYLOOP_HTTP_HOST=0.0.0.0 -e POLYLOOP_AUTH_MODE=none "${entry[@]}" "$image" "${arguments[@]}" \
    >"$work/run" 2>&1 || fail "$(cat "$work/run")"
  for _ in $(seq 600); do
    if inside curl -sf -o /dev/null http://localhost:8081/readyz; then
      wall=$(($(date +%s%3N) - began))
      cpu=$(awk '{ print ($14 + $15) * 10 }' "/proc/$("$engine" inspect --format '{{.State.Pid}}' "$name")/stat")
      return
    fi
    sleep 0.05
  done
  fail "the node is ready within 30 s"
}

walls=(0 0) cpus=(0 0)
for _ in $(seq "$starts"); do
  for cached in 0 1; do
    if [ $cached = 1 ]; then start; else start java; fi
    ((walls[cached] += wall, cpus[cached] += cpu)) || true
    "$engine" rm -f "$name" >/dev/null
  done
done
awk -v with="${walls[1]} ${cpus[1]}" -v without="${walls[0]} ${cpus[0]}" -v n="$starts" 'BEGIN {
  split(with, a); split(without, b)
  printf "%d starts with the cache take %.2f of the time and %.2f of the CPU of as many without: %d and %d ms each\n",
    n, a[1] / b[1], a[2] / b[2], a[1] / n, b[1] / n }'

start
! "$engine" logs "$name" 2>&1 | grep -F '[aot' || fail "the cache fits"
ok "user $uid is served"

process=$("$engine" inspect --format '{{.State.Pid}}' "$name")
grep -q libnetty_transport_native_epoll "/proc/$process/maps" || fail "epoll is used, although /tmp is noexec"
heap=$(inside curl -sf http://localhost:8081/metrics |
  awk '/^jvm_memory_max_bytes.*area="heap"/ { sum += $NF } END { print int(sum / 1048576) }')
[ "$heap" -gt 200 ] && [ "$heap" -le 256 ] || fail "the heap has half of 512 MB, not $heap MB"
health=$(sed -n "s/.*test: \[CMD, bash, -c, '\(.*\)'\]/\1/p" docs/image.md)
inside "$engine" exec "$name" bash -c "${health//\$\$/$}" || fail "the health check of docs/image.md succeeds"
ok "epoll, half of the memory for the heap ($heap MB), and the health check"

npx -y wscat --version >/dev/null
# wscat ends at the end of its input, so that it gets one without an end.
mkfifo "$work/input"
exec 4<>"$work/input"
steps=0
while IFS= read -r -d '' command && IFS= read -r -d '' printed; do
  # Two seconds for an answer are few on a busy machine.
  output=$(npm_config_offline=true inside bash -c "${command/-w 2/-w 10}" 2>&1 <&4) || fail "$command printed $output"
  [[ $output == *"$printed"* ]] || fail "$command prints $printed, not $output"
  steps=$((steps + 1))
done < <(perl -0777 -ne '
  /^## Five minutes(.*?)^## What you can rely on/ms or exit;
  $tour = $1;
  print "$1\0$2\0" while $tour =~ /```sh\n(.*?)```\n(?:(?!```sh).)*?<!-- prints (.*?) -->/sg' README.md)
[ "$steps" -gt 5 ] || fail "README.md has a tour"
for path in 8080/ 8080/mypage.html 8080/openapi.yaml 8080/asyncapi.yaml \
  8081/livez 8081/readyz 8081/startupz 8081/metrics; do
  inside curl -sf -o /dev/null "http://localhost:$path" || fail "http://localhost:$path is served"
done
ok "the $steps commands of the tour print what README.md says; pages, contracts, probes and metrics are served"

"$engine" cp "$name:/opt/polyloop/sbom/image.cdx.json" "$work/sbom.json"
node -e 'const { components } = JSON.parse(require("fs").readFileSync(process.argv[1]));
  const named = start => components.filter(it => it.purl?.startsWith(start) && it.licenses?.length).length;
  const counts = ["pkg:maven/", "pkg:generic/java", "pkg:deb/"].map(named);
  console.log(`the SBOM has ${counts[0]} libraries, ${counts[1]} Java and ${counts[2]} packages, with their licenses`);
  if (counts.includes(0) || counts[0] + counts[1] + counts[2] !== components.length) process.exit(1);' "$work/sbom.json" ||
  fail "the SBOM is complete"

if [ "$engine" = podman ]; then
  changed=$(podman diff "$name" | grep -vE '^C /(opt|opt/polyloop|tmp|run|etc|dev|sys|proc)$|^[ACD] /(opt/polyloop/data|tmp|run|etc/(hosts|hostname|resolv\.conf|mtab|passwd|group))' || true)
  [ -z "$changed" ] || fail "nothing is written outside data and /tmp, but $changed"
fi
[ -s "$work/data/polyloop.db" ] || fail "the journal is in data"
ok "nothing is written outside data and /tmp"

echo "it took at most $(($(awk '/^VmHWM/ { print $2 }' "/proc/$process/status") / 1024)) MB of memory"
began=$SECONDS
"$engine" stop -t 30 "$name" >/dev/null
code=$("$engine" inspect --format '{{.State.ExitCode}}' "$name")
[ "$code" = 0 ] || fail "SIGTERM ends it with 0, not $code"
[ $((SECONDS - began)) -le 20 ] || fail "it drains within drain.timeout"
ok "SIGTERM ends it with 0"
