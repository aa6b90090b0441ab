#!/usr/bin/env bash
# Tests the local cluster of the README: one command starts three nodes, a message published on one is read on another,
# a killed node comes back with what it missed, and Ctrl-C stops everything.
set -euo pipefail

cd "$(dirname "$0")/../../.."
offset=$((1000 + RANDOM % 8000))
trial=$(mktemp -d)
last="Ctrl-C stops everything"
log=$trial/run.log
cluster=0

clean_up() {
  [ "$cluster" = 0 ] || kill -INT -- "-$cluster" 2>/dev/null || true
  rm -rf "$trial"
}
trap clean_up EXIT

fail() {
  echo "not ok: $1"
  tail -n 60 "$log"
  exit 1
}

# check <what> <command>: tries for up to three minutes.
check() {
  local what=$1 deadline=$((SECONDS + 180))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] && { [ "$what" = "$last" ] || ! ended; } || fail "$what"
    sleep 0.5
  done
  echo "ok: $what"
}

url() { echo "http://127.0.0.1:$((8080 + offset + ($1 - 1) * 10))$2"; }
logged() { [ "$(grep -c "$1" "$log")" -ge "${2:-1}" ]; }
publish() {
  curl -fsS --max-time 10 "$(url "$1" /api/v1/topics/trial/messages)" -H 'Content-Type: application/json' -d "$2"
}
has() { curl -fsS --max-time 10 "$(url "$1" '/api/v1/topics/trial/messages?after=0')" | grep -q "$2"; }
page() { curl -fsS --max-time 10 "$(url "$1" /)" | grep -q '<title>'; }
ended() { ! kill -0 -- "-$cluster"; }

mkfifo "$trial/terminal"
exec 3<>"$trial/terminal"
set -m
src/proof/run.sh cluster "$offset" <&3 >"$log" 2>&1 &
cluster=$!
set +m

check "one command starts three nodes" logged "is up" 3
for node in 1 2 3; do check "node $node has its pages" page "$node"; done
publish 1 '"first"' >/dev/null
check "a message published on node 1 is read on node 3" has 3 '"first"'

echo "kill 2" >&3
check "node 2 is killed" logged "node-2 was killed"
publish 3 '"second"' >/dev/null
check "the other nodes serve" has 1 '"second"'
echo "start 2" >&3
check "node 2 comes back" logged "node-2 is up" 2
check "node 2 has the messages it missed" has 2 '"second"'

kill -INT -- "-$cluster"
check "$last" ended
