#!/usr/bin/env bash
# Tries `mvn vertx:run` as a newcomer would, in a copy of this checkout: one command serves, a change is live after a
# reload, stale classes and pages never run, the old node serves until a change compiles, a blocked event loop is
# reported, no debugger listens, a failing start fails the command, and no process outlives Maven.
set -euo pipefail

cd "$(dirname "$0")/../../.."
. src/test/sh/node.sh
project=$work/project
export POLYLOOP_HTTP_ROUTES=io.polyloop.trial.TrialRoutes POLYLOOP_VERTICLES=
POLYLOOP_VERTICLES+=,io.polyloop.trial.TrialVerticle # part:kotlin
POLYLOOP_VERTICLES+=,js:trial.js # part:javascript

serves() { [ "$(get "$1")" = "$2" ]; }
page_has() { get /mypage.html | grep -q "$1"; }
port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$http"); }
logged() { grep -q "$1" "$log"; }
starts() { grep -c 'is up$' "$log"; }
starts_more_than() { [ "$(starts)" -gt "$1" ]; }
builds() { grep -c 'changed, building$' "$log"; }
last_line_has() { tail -n 1 "$log" | grep -q "$1"; }

# builds_once <what> <command>: the change causes one build and one start.
builds_once() {
  local what=$1 built started
  built=$(builds) started=$(starts)
  shift
  "$@"
  check "$what is live after a reload" starts_more_than "$started"
  sleep 3
  [ "$(builds)" = $((built + 1)) ] && [ "$(starts)" = $((started + 1)) ] || fail "$what is built once"
}

# fails: waits for the command, which has to fail.
fails() {
  local code=0
  wait "$running" || code=$?
  running=0
  [ "$code" != 0 ] || fail "$1 fails the command"
  ! logged 'BUILD SUCCESS' || fail "$1 is not a success"
}

mkdir "$project"
git ls-files -z | tar --null --files-from=- --create | tar --extract --directory "$project"
trial=$project/src/main/java/io/polyloop/trial/TrialRoutes.java
page=$project/src/main/resources/webroot/mypage.html
migrations=$(dirname "$(find "$project/src/main/resources/db/migration" -name 'V1__*.sql' | sort | tail -n 1)")
mkdir "$(dirname "$trial")"
cat >"$trial" <<'JAVA'
package io.polyloop.trial;

import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

public final class TrialRoutes implements Routes {
    @Override
    public void mount(Router router, Vertx vertx, Journal journal) {
        router.get("/api/v1/trial").handler(context -> context.end("first"));
        router.get("/api/v1/blocks").handler(context -> {
            long end = System.nanoTime() + 4_000_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            context.end();
        });
        router.get("/api/v1/trial/:verticle").handler(context -> vertx.eventBus()
                .<String>request("trial." + context.pathParam("verticle"), null)
                .onSuccess(answer -> context.end(answer.body()))
                .onFailure(context::fail));
    }
}
JAVA

# part:kotlin
kotlin=$project/src/main/kotlin/io/polyloop/trial/TrialVerticle.kt
mkdir -p "$(dirname "$kotlin")"
cat >"$kotlin" <<'KOTLIN'
package io.polyloop.trial

import io.vertx.kotlin.coroutines.CoroutineVerticle
import io.vertx.kotlin.coroutines.coAwait

class TrialVerticle : CoroutineVerticle() {
    override suspend fun start() {
        vertx.eventBus().consumer<Any>("trial.kotlin") { it.reply("first") }.completion().coAwait()
    }
}
KOTLIN
# end:kotlin

# part:javascript
script=$project/src/main/js/trial.js
echo "export function start({ bus }) { bus.consumer('trial.js', () => 'first'); }" >"$script"
# end:javascript

run mvn -B vertx:run
check "a clean checkout serves after one command" serves /api/v1/trial first
serves /api/v1/trial/kotlin first || fail "Kotlin is compiled too" # part:kotlin
if logged "dt_socket" || pgrep -a -g "$running" | grep -q jdwp; then
  fail "no debugger listens"
fi
echo "ok: no debugger listens"

get /api/v1/blocks >/dev/null || true
check "a blocked event loop is reported" logged "has been blocked for"

sed -i 's/"first"/"second"/' "$trial"
check "a changed source is live after a reload" serves /api/v1/trial second
# part:kotlin
sed -i 's/"first"/"second"/' "$kotlin"
check "so is changed Kotlin" serves /api/v1/trial/kotlin second
# end:kotlin
builds_once "a changed page" sed -i 's/<title>/<title>reloaded /' "$page"
page_has "reloaded" || fail "the changed page is served"
builds_once "a changed contract" sed -i '$ a # changed' "$project/src/main/resources/openapi.yaml"
migration() { echo 'create table trial (id integer);' >"$migrations/V9000__trial.sql"; }
builds_once "a new migration" migration

sed -i 's/"second"/"third"; this does not compile/' "$trial"
check "a compile error is reported, at last" last_line_has 'still serves; correct the file'
logged 'TrialRoutes.java:\[' || fail "a compile error has a file and a line"
! logged 'Failed to execute goal\|at org.apache' || fail "a compile error has no stack trace of Maven"
serves /api/v1/trial second || fail "the old node serves after a compile error"
sed -i 's/"third"; this does not compile/"third"/' "$trial"
check "the corrected source is live" serves /api/v1/trial third

# part:javascript
# The running node reloads a script: nothing starts.
check "a script answers" serves /api/v1/trial/js first
starts=$(starts)
for answer in second third fourth; do
  sed -i "s/=> '[a-z]*'/=> '$answer'/" "$script"
  began=$(date +%s%N)
  until serves /api/v1/trial/js "$answer"; do
    [ $(($(date +%s%N) - began)) -lt 20000000000 ] || fail "a changed script is live"
    sleep 0.02
  done
  echo "ok: a changed script is live after $((($(date +%s%N) - began) / 1000000)) ms"
done
sed -i "s/=> '/=> {{'/" "$script"
check "a broken script is reported with file and line" logged 'was not reloaded.*trial.js:'
serves /api/v1/trial/js fourth || fail "a broken script leaves the old one running"
[ "$(starts)" = "$starts" ] || fail "a changed script does not restart the node"
echo "ok: and the node was not restarted"
sed -i "s/=> {{'/=> '/" "$script"
# end:javascript

starts=$(starts) builds=$(builds)
echo 'limits: {uri: 3KiB}' >"$project/conf/local.yaml"
check "changed settings restart the node" starts_more_than "$starts"
[ "$(builds)" = "$builds" ] || fail "local settings are not built"

echo 'limits: {uri: nonsense}' >"$project/conf/local.yaml"
check "a node that fails to start waits for a change" last_line_has 'starts again after the next change'
rm "$project/conf/local.yaml"
check "and starts after it" get /api/v1/trial

kill -INT -- "-$running"
check "Ctrl-C ends Maven and the node" ended
check "Ctrl-C frees the port" port_is_free

sed -i 's/"third"/"fourth"/' "$trial"
sed -i 's/<title>/<title>stale /' "$page"
sed -i 's/"second"/"third"/' "$kotlin" # part:kotlin
run mvn -B vertx:run
check "what was changed while nothing ran is built first" get /api/v1/trial
serves /api/v1/trial fourth || fail "a stale class was run"
page_has "stale" || fail "a stale page was served"
serves /api/v1/trial/kotlin third || fail "stale Kotlin was run" # part:kotlin
kill -KILL "$running"
check "the node ends when Maven is killed" ended
check "and frees the port" port_is_free

sed -i 's/"fourth"/"fifth"/' "$trial"
run mvn -B vertx:run
check "a build begins" logged 'changed, building$'
kill -KILL "$running"
check "the build ends when Maven is killed" ended

run mvn -B vertx:run
check "the next start builds" serves /api/v1/trial fifth
kill -KILL "$(pgrep -g "$running" -f devmode.DevLauncher)"
check "the node ends when its launcher is killed" ended
check "and frees the port" port_is_free

export POLYLOOP_HTTP_PORT=nonsense
run mvn -B vertx:run
fails "a start that fails"
logged 'http.port: "nonsense" is invalid' || fail "a start that fails says why"
echo "ok: a start that fails, fails the command and says why"
export POLYLOOP_HTTP_PORT=$http

sed -i 's/"fifth"/"sixth"; this does not compile/' "$trial"
run mvn -B vertx:run
fails "a compile error at the start"
logged 'TrialRoutes.java:\[' || fail "a compile error at the start says where"
echo "ok: a compile error at the start fails the command and says where"
sed -i 's/"sixth"; this does not compile/"sixth"/' "$trial"
run mvn -B vertx:run
check "and the next start builds again" serves /api/v1/trial sixth
kill -INT "$running"
check "an interrupt of Maven alone ends all" ended

run mvn -B
check "plain mvn serves" serves /api/v1/trial sixth
sed -i 's/"sixth"/"seventh"/' "$trial"
check "and reloads" serves /api/v1/trial seventh
kill -INT -- "-$running"
check "Ctrl-C ends plain mvn and the node" ended
