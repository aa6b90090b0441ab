# shellcheck shell=bash
# Starts a node and waits for what it does. A script in this folder sources it from the root, and sets `project`, the
# folder in which its commands run.

work=$(mktemp -d)
log=$work/log
running=0
http=$((20000 + RANDOM % 5000))
export POLYLOOP_HTTP_PORT=$http POLYLOOP_MANAGEMENT_PORT=$((http + 1))

clean_up() {
  [ "$running" = 0 ] || kill -- "-$running" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

fail() {
  echo "not ok: $1"
  tail -n 60 "$log"
  exit 1
}

# check <what> <command>: tries for up to two minutes.
check() {
  local what=$1 deadline=$((SECONDS + 120))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || fail "$what"
    sleep 0.5
  done
  echo "ok: $what"
}

# run <command>: job control gives it a process group of its own, as a terminal does, and leaves SIGINT alone.
run() {
  set -m
  # shellcheck disable=SC2154
  (cd "$project" && exec "$@") >"$log" 2>&1 &
  running=$!
  set +m
}
ended() { ! kill -0 -- "-$running"; }

# get <path> <option of curl>...
get() { curl -fsS --max-time 5 "http://127.0.0.1:$http$1" "${@:2}"; }
