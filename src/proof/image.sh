#!/usr/bin/env bash
# Builds the image without a registry and runs it as a strict cluster would: read-only, any user, no capabilities,
# 512 MB. Asks it everything that README.md's "Five minutes" asks, stops it, and looks for files outside data and /tmp.
# Debian, as root: apt-get install podman runc debootstrap iproute2 curl maven nodejs npm; a JDK 25 below /usr/lib/jvm.
#   src/proof/image.sh           about three minutes; target/image keeps the base system for the next run
set -euo pipefail

cd "$(dirname "$0")/../.."
for tool in podman runc debootstrap ip curl mvn npx; do
  command -v "$tool" >/dev/null || { echo "install $tool: see the head of $0"; exit 1; }
done
for jdk in /usr/lib/jvm/*25*; do [ ! -x "$jdk/bin/java" ] || break; done
[ -x "$jdk/bin/java" ] || { echo "install a JDK 25 below /usr/lib/jvm"; exit 1; }
name=image-test-$$
work=$(mktemp -d)
mkdir -p target/image

podman() { command podman --runtime runc "$@"; }
inside() { ip netns exec "$name" "$@"; }
ok() { echo "ok: $1, after $SECONDS s"; }
fail() { echo "FAILED: $1"; command podman logs "$name" 2>&1 | tail -n 40 || true; exit 1; }
finish() {
  command podman rm -f -t 0 "$name" "$name-slow" >/dev/null 2>&1 || true
  ip netns delete "$name" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# A base in place of the public tags: Debian, with this machine's JDK and Maven.
if [ ! -f target/image/base.tar ]; then
  debootstrap --variant=minbase bookworm "$work/base" http://deb.debian.org/debian >"$work/log" || { cat "$work/log"; exit 1; }
  mkdir -p "$work/base/opt/java" "$work/base/usr/share"
  cp -aL "$jdk/." "$work/base/opt/java"
  cp -aL /usr/share/maven "$work/base/usr/share/"
  tar -C "$work/base" -cf target/image/base.tar .
  rm -rf "$work/base"
fi
podman import -q --change 'ENV PATH=/opt/java/bin:/usr/share/maven/bin:/usr/sbin:/usr/bin:/sbin:/bin JAVA_HOME=/opt/java' \
  target/image/base.tar localhost/base:test >/dev/null
ok "a base without a registry"

podman build -q --format docker --network host --ulimit nofile=20000:20000 --ulimit nproc=4096:4096 \
  -v "$HOME/.m2:/root/.m2" --build-arg BUILDER=localhost/base:test --build-arg RUNTIME=localhost/base:test \
  --build-arg REVISION="$(git rev-parse HEAD)" -t localhost/polyloop:test . >"$work/log" 2>&1 || { tail -n 60 "$work/log"; exit 1; }
ok "the image is built, $(podman image inspect --format '{{.Size}}' localhost/polyloop:test) bytes"
podman image inspect --format '{{json .Labels}}' localhost/polyloop:test

ip netns add "$name"
inside ip link set lo up
uid=$((20000 + RANDOM))

# start <name> [<argument>...]: a container with a folder of its own for data; prints how long it took to get ready.
start() {
  local container=$1 began
  shift
  mkdir -p "$work/$container"
  chown "$uid:$uid" "$work/$container"
  began=$(date +%s%3N)
  podman run -d --name "$container" --network "ns:/run/netns/$name" --read-only --tmpfs /tmp --user "$uid:$uid" \
    --ulimit nofile=20000:20000 --ulimit nproc=4096:4096 \
    --memory 512m --cap-drop ALL --security-opt no-new-privileges -v "$work/$container:/opt/polyloop/data" \
    -e POLYLOOP_HTTP_HOST=0.0.0.0 -e POLYLOOP_AUTH_MODE=none "$@" >/dev/null
  for _ in $(seq 600); do
    ! inside curl -sf -o /dev/null http://localhost:8081/readyz || { echo $(($(date +%s%3N) - began)); return; }
    sleep 0.05
  done
  echo "not ready in 30 s"
}

slow=$(start "$name-slow" -e JDK_JAVA_OPTIONS=-XX:AOTMode=off localhost/polyloop:test)
podman rm -f -t 5 "$name-slow" >/dev/null 2>&1
fast=$(start "$name" localhost/polyloop:test)
[[ $fast =~ ^[0-9]+$ ]] || fail "the node is ready"
! podman logs "$name" 2>&1 | grep -F '[aot]' || fail "the cache fits"
ok "user $uid is served after $fast ms, without the cache after $slow ms"

npx -y wscat --version >/dev/null
steps=0
while IFS= read -r -d '' command && IFS= read -r -d '' printed; do
  output=$(npm_config_offline=true inside bash -c "$command" 2>&1) || fail "$command printed $output"
  [[ $output == *"$printed"* ]] || fail "$command prints $printed, not $output"
  steps=$((steps + 1))
done < <(perl -0777 -ne '
  /^## Five minutes(.*?)^## What you can rely on/ms or exit;
  $tour = $1;
  print "$1\0$2\0" while $tour =~ /```sh\n(.*?)```\n(?:(?!```sh).)*?<!-- prints (.*?) -->/sg' README.md)
[ "$steps" -gt 5 ] || fail "README.md has a tour"
ok "the $steps commands of the tour print what README.md says"

changed=$(podman diff "$name" | grep -vE '^C /(opt|opt/polyloop|tmp|run|etc|dev|sys|proc)$|^[ACD] /(opt/polyloop/data|tmp|run|etc/(hosts|hostname|resolv\.conf|mtab|passwd|group))' || true)
[ -z "$changed" ] || fail "nothing is written outside data and /tmp, but $changed"
[ -s "$work/$name/polyloop.db" ] || fail "the journal is in data"
ok "nothing is written outside data and /tmp"

began=$SECONDS
podman stop -t 30 "$name" >/dev/null
code=$(podman inspect --format '{{.State.ExitCode}}' "$name")
[ "$code" = 0 ] || fail "SIGTERM ends it with 0, not $code"
[ $((SECONDS - began)) -le 20 ] || fail "it drains within drain.timeout"
ok "SIGTERM ends it with 0"
