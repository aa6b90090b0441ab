#!/usr/bin/env bash
# Tests that a fork can remove the optional parts. In copies of this checkout it deletes
# 1. the folders of all languages but Java, their lines in conf/polyloop.yaml, src/bench and src/proof,
# 2. the scripts plug-in: its packages, its settings and the folders of scripts (SCRIPTS below),
# 3. with --each, the folder and the lines of one language at a time,
# and nothing else, then builds each copy, runs tests (not in 3.) and checks that its jar serves.
set -euo pipefail

cd "$(dirname "$0")/../../.."
copies=$(mktemp -d)
log=$copies/log
node=0
http=$((20000 + RANDOM % 5000))

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

# The scripts plug-in; its settings are the group scripts and the lines of its languages in conf/polyloop.yaml.
SCRIPTS=(src/main/java/io/polyloop/polyglot src/main/resources/io/polyloop/polyglot
  src/main/resources/META-INF/services/io.polyloop.plugin.VerticlePlugin src/main/resources/META-INF/groovy
  src/main/js src/main/groovy src/main/python src/main/ts src/main/graal
  src/test/java/io/polyloop/polyglot src/test/kotlin/io/polyloop/polyglot src/test/resources/io/polyloop/polyglot
  src/test/groovy src/test/python src/test/ts
  src/bench/java/io/polyloop/bench/language src/bench/scripts)

copy() {
  mkdir "$copies/$1"
  git ls-files -z | tar --null --files-from=- --create | tar --extract --directory "$copies/$1"
}

# edit <copy> <awk program>...: edits conf/polyloop.yaml.
edit() {
  local conf=$copies/$1/conf/polyloop.yaml
  shift
  awk "$@" "$conf" >"$conf.edited"
  mv "$conf.edited" "$conf"
}

# remove_lines <copy> <language>: removes each list item that contains the language, with the lines indented below it.
remove_lines() {
  edit "$1" -v item="^ +- .*(${lines[$2]})" '
    $0 ~ item { match($0, /^ +/); depth = RLENGTH; gone = 1; next }
    gone { match($0, /^ */); if (RLENGTH > depth) next; gone = 0 }
    { print }'
}

# copy_without <copy> <language>...
copy_without() {
  local copy=$1 language
  shift
  copy "$copy"
  for language; do
    rm -rf "$copies/$copy/src/main/$language"
    remove_lines "$copy" "$language"
  done
}

copy_without_scripts() {
  copy "$1"
  (cd "$copies/$1" && rm -r "${SCRIPTS[@]}")
  edit "$1" '/^[a-z]/ { gone = /^scripts:/ } !gone'
  remove_lines "$1" js
  remove_lines "$1" groovy
}

build() {
  local copy=$copies/$1
  shift
  (cd "$copy" && mvn -B "$@") >"$log" 2>&1 || fail "mvn $*"
}

# verify <copy> <test>,... <integration test>,...
verify() {
  build "$1" verify -Dtest="ArchitectureTest,SettingsTest,$2" -Dit.test="$3" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dspotless.check.skip=true
}

get() { curl -fsS --max-time 5 "http://127.0.0.1:$http$1" 2>/dev/null; }

# serves <copy> <language>...: the jar starts and answers in these languages.
serves() {
  local copy=$copies/$1 tries=0 language
  shift
  (cd "$copy" && POLYLOOP_HTTP_PORT=$http POLYLOOP_MANAGEMENT_PORT=$((http + 1)) exec java -jar target/polyloop.jar) \
    >"$log" 2>&1 &
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
      fail "target/lib contains no library of $language"
    fi
  done
}

copy_without java js kotlin groovy
rm -r "$copies/java/src/bench" "$copies/java/src/proof"
verify java '*ContractTest' 'HelloContractIT,ReadingsContractIT'
lacks java js kotlin groovy
serves java java
echo "ok: with Java alone it builds, passes its tests, serves, and has no library of another language"

copy_without_scripts plain
verify plain 'CrossChecksTest,SettingsLoaderTest,DocLinksTest' 'HelloContractIT,ReadingsContractIT,GatewayIT,ManagementIT,BadSettingsIT'
lacks plain js groovy
serves plain java kotlin
echo "ok: without the scripts plug-in it builds, passes its tests, serves, and has no library of a script language"

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
