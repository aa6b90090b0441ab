#!/usr/bin/env bash
# Tries a thin project as a newcomer would. Fork.java installs the jar into a local repository of this script's own,
# makes the project and runs `mvn verify` in it; then its jar serves, `mvn vertx:run` serves and reloads, the jar has no
# sample and no library of a language, and a script answers once the libraries of its language are there.
set -euo pipefail

cd "$(dirname "$0")/../../.."
. src/test/sh/node.sh
project=$work/orders

stop() {
  kill -INT -- "-$running"
  check "$1" ended
  running=0
}

has() { [[ $(get "$1") == *"$2"* ]]; }
add() { get /notes -H 'Content-Type: application/json' -d "{\"text\":\"$1\"}"; }

# What Maven has fetched so far, without what an earlier run installed.
mvn -B -q help:evaluate -Dexpression=settings.localRepository -Doutput="$work/fetched" ||
  echo ~/.m2/repository >"$work/fetched"
cp -a "$(cat "$work/fetched")" "$work/repository"
rm -rf "$work/repository/io/polyloop"
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$work/repository"

began=$SECONDS
java Fork.java com.acme.orders --thin --into "$project" >"$log" 2>&1 ||
  fail "Fork.java makes a thin project that passes its tests"
files=$(find "$project" -path "$project/target" -prune -o -type f -print | wc -l)
echo "ok: Fork.java makes a thin project of $files files that passes its tests, after $((SECONDS - began)) s"
! grep -rnE 'com\.example|\bApp\b|part:' "$project" --exclude-dir=target --exclude=LICENSE ||
  fail "no word of the template is left"

engine=$(ls "$project"/target/lib/*-engine.jar)
! jar tf "$engine" | grep -E 'samples/|^scripts/' || fail "the engine's jar has no sample"
mkdir "$work/engine"
(cd "$work/engine" && jar xf "$engine" openapi.yaml defaults)
! grep -rnE '\.samples\.|/api/v1/(hello|devices)' "$work/engine" || fail "its settings and its contract have no sample"
echo "ok: the engine's jar has no sample"
! find "$project/target/lib" -printf '%f\n' | grep -E 'graal|truffle|polyglot|groovy|kotlin' ||
  fail "without a language there are no libraries of it"
echo "ok: and there are no libraries of languages"

[ -f "$project/k8s/base.yaml" ] || fail "the project has k8s/base.yaml"
for manifest in k8s/base/*.yaml; do
  [ "${manifest##*/}" = kustomization.yaml ] || ! grep -vxFf "$project/k8s/base.yaml" "$manifest" ||
    fail "k8s/base.yaml has every line of $manifest"
done
echo "ok: k8s/base.yaml has the manifests"
if command -v kubectl >/dev/null; then
  kubectl kustomize "$project/k8s" >"$log" || fail "kubectl renders k8s"
  grep -q 'image: orders:' "$log" || fail "the manifests name the project's image"
  echo "ok: kubectl renders k8s"
fi

run java -jar target/orders.jar
check "the jar serves" add first
has /notes first || fail "and lists what was added"
kill "$running"
wait "$running" || fail "a stopped node exits with 0"
running=0

rm -rf "$project/target"
run mvn -B vertx:run
check "a clean checkout serves after mvn vertx:run" add second
has / '<html' || fail "the page of the engine is served"
verticle=$project/src/main/java/com/acme/orders/NotesVerticle.java
sed -i 's/JsonObject.of("text", /JsonObject.of("note", /' "$verticle"
reloaded() { add third >/dev/null && has /notes '"note":"third"'; }
check "a changed verticle is live after a reload" reloaded
sed -i 's/JsonObject.of("note", /JsonObject.of("text", /' "$verticle"

mkdir -p "$project/src/main/resources/webroot"
echo '<html>own' >"$project/src/main/resources/webroot/index.html"
check "a page of the project replaces the engine's" has / '<html>own'
stop "Ctrl-C ends Maven and the node"

# The first list of dependencies in the pom is that of managed versions, the second that of the project.
for library in $(grep -oE '`org\.graalvm[^`]+`' "$project/README.md" | tr -d '`'); do
  xml="<dependency><groupId>${library%:*}</groupId><artifactId>${library#*:}</artifactId></dependency>"
  sed -i "0,/<dependencies>/! {0,/<dependencies>/ s|<dependencies>|&$xml|}" "$project/pom.xml"
done
mkdir "$project/src/main/js"
cat >"$project/src/main/js/greet.js" <<'JS'
export const start = ({ http }) => http.get('/greet', () => ({ from: 'script' }));
JS
echo '  - name: js:greet.js' >>"$project/conf/polyloop.yaml"
run mvn -B vertx:run
check "with the libraries of its README a script answers" has /greet '"from":"script"'
sed -i "s/'script'/'changed'/" "$project/src/main/js/greet.js"
check "and is reloaded" has /greet '"from":"changed"'
stop "Ctrl-C ends all again"

(cd "$project" && mvn -B -q package -DskipTests) >"$log" 2>&1 || fail "the jar is built with the script"
run java -jar target/orders.jar
check "the jar answers by script" has /greet '"from":"changed"'
kill "$running"
wait "$running" || fail "a stopped node exits with 0"
running=0

# A newer version, which is the same under another name.
installed=$work/repository/io/polyloop/polyloop
old=$(cd "$installed" && echo [0-9]*)
mkdir "$installed/99.0.0"
for file in "$installed/$old/polyloop-$old"*; do
  cp "$file" "$installed/99.0.0/polyloop-99.0.0${file#"$installed/$old/polyloop-$old"}"
done
sed -i "0,/<version>$old</s//<version>99.0.0</" "$installed/99.0.0/polyloop-99.0.0.pom"
sed -i "s|<polyloop.version>.*<|<polyloop.version>99.0.0<|" "$project/pom.xml"
(cd "$project" && mvn -B -q clean verify) >"$log" 2>&1 || fail "a newer version takes a new number, and the tests pass"
[ "$(cd "$project/target/lib" && echo *-engine.jar)" = polyloop-99.0.0-engine.jar ] || fail "the newer version is used"
echo "ok: a newer version takes a new number, and the tests pass"
