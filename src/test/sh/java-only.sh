#!/usr/bin/env bash
# Tests that a fork can remove the optional parts. In a copy of this checkout it deletes the folders of all languages but
# Java with their lines in conf/polyloop.yaml, src/bench and src/proof, and nothing else, then builds and tests. With
# --each it also removes each language by itself.
set -euo pipefail

cd "$(dirname "$0")/../../.."
copies=$(mktemp -d)
log=$copies/log
node=0
http=$((20000 + RANDOM % 5000))
export POLYLOOP_HTTP_PORT=$http POLYLOOP_MANAGEMENT_PORT=$((http + 1))

clean_up() {
  [ "$node" = 0 ] || kill "$node" 2>/dev/null || true
  rm -rf "$copies"
}
trap clean_up EXIT

fail() {
  echo "not ok: $1"
  tail -n 60 "$log"
  exit 1
}

# For each language: its lines in conf/polyloop.yaml, and its libraries.
declare -A lines=([js]='js:|\.graal\.' [kotlin]='\.Kotlin' [groovy]='groovy:|\.groovy\.')
declare -A jars=([js]='graal|truffle|polyglot-' [kotlin]='kotlin' [groovy]='groovy')

# copy_without <copy> <language>...: removes a list item that names the language, and the lines indented below it.
copy_without() {
  local copy=$copies/$1 language
  shift
  mkdir "$copy"
  git ls-files -z | tar --null --files-from=- --create | tar --extract --directory "$copy"
  for language; do
    rm -rf "$copy/src/main/$language"
    awk -v item="^ +- .*(${lines[$language]})" '
      $0 ~ item { match($0, /^ +/); depth = RLENGTH; gone = 1; next }
      gone { match($0, /^ */); if (RLENGTH > depth) next; gone = 0 }
      { print }' "$copy/conf/polyloop.yaml" >"$copy/conf/changed"
    mv "$copy/conf/changed" "$copy/conf/polyloop.yaml"
  done
}

build() {
  local copy=$copies/$1
  shift
  (cd "$copy" && mvn -B "$@") >"$log" 2>&1 || fail "mvn $*"
}

get() { curl -fsS --max-time 5 "http://127.0.0.1:$http$1" 2>/dev/null; }

# serves <copy> <language>...: the jar starts and answers in these languages.
serves() {
  local copy=$copies/$1 tries=0 language
  shift
  (cd "$copy" && exec java -jar target/polyloop.jar) >"$log" 2>&1 &
  node=$!
  until get /api/v1/hello/java >/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 240 ] && kill -0 $node 2>/dev/null || fail "the jar starts"
    sleep 0.5
  done
  for language; do
    [ "$(get "/api/v1/hello/$language?name=Ada")" = "{\"hello\":\"Ada\",\"from\":\"$language\"}" ] ||
      fail "hello in $language"
  done
  kill $node
  wait $node || fail "a stopped node exits with 0"
  node=0
}

lacks() {
  local copy=$copies/$1 language
  shift
  for language; do
    if ls "$copy/target/lib" | grep -E "${jars[$language]}"; then
      fail "no library of $language is in target/lib"
    fi
  done
}

copy_without java js kotlin groovy
rm -r "$copies/java/src/bench" "$copies/java/src/proof"
build java verify -Dtest='ArchitectureTest,ContractTest,SettingsTest' -Dit.test='HelloContractIT,ReadingsContractIT' \
  -Dsurefire.failIfNoSpecifiedTests=false
lacks java js kotlin groovy
serves java java
echo "ok: with Java alone it builds, passes its tests, serves, and has no library of another language"

[ "${1:-}" = --each ] || exit 0
for language in js kotlin groovy; do
  others=(js kotlin groovy)
  others=("${others[@]/$language/}")
  copy_without "$language" "$language"
  build "$language" package -DskipTests
  lacks "$language" "$language"
  serves "$language" java ${others[*]}
  echo "ok: without $language it builds and serves the others"
done
