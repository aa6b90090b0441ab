#!/usr/bin/env bash
# Tests Fork.java on copies of this checkout's HEAD:
#   fork.sh            refusals; a fork without any part: renamed, tested, serving; a fork that is updated (5 minutes)
#   fork.sh --matrix   a fork without each part and each group alone, each tested and serving (45 minutes);
#                      --matrix=kotlin,bench only these
#   fork.sh --from=<commit>  only the updated fork, which starts from this commit instead of HEAD
#   fork.sh --refusals, --bare, --update  one of the three
set -euo pipefail
# Java would announce it in the output.
unset JAVA_TOOL_OPTIONS

cd "$(dirname "$0")/../../.."
original=$PWD
work=$(mktemp -d)
log=$work/log
node=0
http=$((20000 + RANDOM % 5000))

clean_up() {
  [ "$node" = 0 ] || kill "$node" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

ok() { echo "ok: $1, after $SECONDS s"; }

fail() {
  echo "not ok: $1"
  tail -n 60 "$log"
  exit 1
}

# The team of a fork.
export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@acme.example GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@acme.example

# copy <name> [<commit>]: a clone.
copy() {
  git clone -q "$original" "$work/$1" -c advice.detachedHead=false
  (cd "$work/$1" && git checkout -q -B main "${2:-$(git -C "$original" rev-parse HEAD)}")
}

# fork <name> <argument>...: runs Fork.java in that copy.
fork() {
  (cd "$work/$1" && java Fork.java "${@:2}") >"$log" 2>&1
}

commit() { git -C "$work/$1" commit -qam "$2"; }

# refuses <expected text> <copy> <argument>...: Fork.java prints one line and changes nothing.
refuses() {
  local before after
  before=$(cd "$work/$2" && git status --porcelain 2>&1; git -C "$work/$2" rev-parse HEAD 2>&1; ls -A "$work/$2")
  if fork "${@:2}"; then fail "Fork.java ${*:3} is refused"; fi
  grep -qF -- "$1" "$log" || fail "the refusal of Fork.java ${*:3} says: $1"
  [ "$(wc -l <"$log")" = 1 ] || fail "the refusal of Fork.java ${*:3} is one line"
  after=$(cd "$work/$2" && git status --porcelain 2>&1; git -C "$work/$2" rev-parse HEAD 2>&1; ls -A "$work/$2")
  [ "$before" = "$after" ] || fail "a refused Fork.java ${*:3} changes nothing"
}

refusals() {
  copy refused
  refuses 'is not of the form com.acme.orders' refused Orders
  refuses 'is not of the form com.acme.orders' refused orders
  refuses 'is a keyword' refused com.acme.new
  refuses 'is a keyword' refused com.acme.fun
  refuses 'belongs to others' refused java.orders
  refuses 'belongs to others' refused io.vertx.orders
  refuses 'is not one word of the form Orders' refused com.acme.orders --name OrderDesk
  refuses 'which no folder on Windows can be' refused com.con.orders
  refuses 'cannot be combined' refused --update "$original" --name Shop
  refuses 'choose another one with --name' refused com.acme.orders --name Node
  refuses 'There is no part or group cobol' refused com.acme.orders --without cobol
  refuses 'Unknown option --wihtout' refused com.acme.orders --wihtout kotlin
  refuses '--without needs a value' refused com.acme.orders --without
  refuses 'is not a fork yet' refused --update "$original"
  touch "$work/refused/new"
  refuses 'uncommitted changes' refused com.acme.orders
  rm "$work/refused/new"
  git -C "$work/refused" branch upstream
  refuses 'There is a branch or tag upstream' refused com.acme.orders
  git -C "$work/refused" branch -q -D upstream
  touch "$work/refused/.git/MERGE_HEAD"
  refuses 'A merge or rebase is in progress' refused com.acme.orders
  rm "$work/refused/.git/MERGE_HEAD"
  git -C "$work/refused" checkout -q --detach
  refuses 'No branch is checked out' refused com.acme.orders
  ok "bad arguments and repositories are refused in one line, and nothing is changed"

  git -C "$work/refused" checkout -q main
  fork refused com.acme.orders --dry-run || fail "a dry run succeeds"
  grep -q '^rename src/main/java/io/polyloop/Main.java -> src/main/java/com/acme/orders/Main.java' "$log" ||
    fail "a dry run lists the renamed files"
  [ -z "$(git -C "$work/refused" status --porcelain)" ] || fail "a dry run changes nothing"
  ok "a dry run lists what would change"
}

# no_old_names <copy>: outside of these files, only names that clients see are those of the original.
no_old_names() {
  local left
  left=$(cd "$work/$1" && git grep -i polyloop -- . ':!.fork' ':!Fork.java' ':!LICENSE' ':!CHANGELOG.md' ':!src/bench/results' |
    grep -viE '(polyloop\.(v[0-9]|bearer)|urn:polyloop:|polyloop_(credentials|revocation|batches|unit)|["`]polyloop_["`]|"polyloop\\?": ?\[)' |
    grep -viE 'claim( = "| `| \{@code | )polyloop\b' || true)
  [ -z "$left" ] || { echo "$left" >>"$log"; fail "$1 has no old names"; }
  left=$(git -C "$work/$1" ls-files | grep -i polyloop || true)
  [ -z "$left" ] || { echo "$left" >>"$log"; fail "$1 has no file with an old name"; }
}

# no_words <copy> <part>...: no file has a word of a removed part.
no_words() {
  local copy=$1 part words left
  for part in "${@:2}"; do
    words=$(sed -n 's/^words: *\[\(.*\)\]/\1/p' "src/parts/$part.yaml" | sed 's/, */|/g')
    [ -n "$words" ] || continue
    left=$(cd "$work/$copy" &&
      git grep -niE "$words" -- . ':!.fork' ':!Fork.java' ':!CHANGELOG.md' ':!src/bench/results' ':!*package-lock.json' || true)
    [ -z "$left" ] || { echo "$left" | cut -c1-200 >>"$log"; fail "$copy has no word of $part"; }
  done
}

get() { curl -fsS --max-time 5 "http://127.0.0.1:$http$1" 2>/dev/null; }

# serves <copy> <prefix>: the jar starts, and stores a message.
serves() {
  local tries=0
  (cd "$work/$1" && mvn -B -q package -DskipTests -Dspotless.check.skip=true) >"$log" 2>&1 || fail "mvn package of $1"
  (cd "$work/$1" && export "$2_HTTP_PORT=$http" "$2_MANAGEMENT_PORT=$((http + 1))" &&
    exec java -jar target/"${2,,}".jar) >"$log" 2>&1 &
  node=$!
  until get /api/v1/topics >/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 240 ] && kill -0 $node 2>/dev/null || fail "the jar of $1 starts"
    sleep 0.5
  done
  curl -fsS "http://127.0.0.1:$http/api/v1/topics/t/messages" -H 'Content-Type: application/json' -d '{}' |
    grep -q '"seq":1' || fail "$1 stores a message"
  kill $node
  wait $node || fail "a stopped node of $1 exits with 0"
  node=0
}

# The libraries of the languages.
declare -A libraries=([kotlin]='kotlin|annotations-13' [groovy]='groovy' [javascript]='polyglot-|js-language|truffle|icu4j'
  [scripts]='groovy|polyglot-|js-language|truffle|icu4j')
libraries[languages]="${libraries[kotlin]}|${libraries[scripts]}"
libraries[all]=${libraries[languages]}

# lacks_libraries <copy> <part or group>: its libraries are gone with it.
lacks_libraries() {
  [ -d "$work/$1/target/lib" ] || fail "$1 has target/lib"
  if [ -n "${libraries[$2]:-}" ] && find "$work/$1/target/lib" -name '*.jar' -printf '%f\n' | grep -E "${libraries[$2]}" >"$log"; then
    fail "target/lib has no library of $2"
  fi
}

# formatted <copy>
formatted() {
  (cd "$work/$1" && mvn -B -q spotless:check) >"$log" 2>&1 || fail "$1 is formatted"
}

all_parts() { (cd src/parts && printf '%s\n' *.yaml) | sed 's/\.yaml$//'; }

# without <what>: a fork without that part or group is green and serves.
without() {
  local name=without-${1//,/-}
  copy "$name"
  fork "$name" com.acme.orders --without "$1" || fail "a fork without $1 is green"
  no_old_names "$name"
  serves "$name" ORDERS
  lacks_libraries "$name" "$1"
  rm -rf "${work:?}/$name/target"
}

bare_fork() {
  without all
  # shellcheck disable=SC2046
  no_words without-all $(all_parts)
  formatted without-all
  [ ! -e "$work/without-all/src/parts" ] || fail "a fork without parts has no folder src/parts"
  ok "a fork without any part is renamed, formatted, green, serves, and has no word of a part"
}

matrix() {
  local part red=()
  for part in ${1:-$(all_parts) languages samples}; do
    [ "$part" != template ] || continue
    # In a shell of its own, so that the next part is tried, too.
    if (trap '[ "$node" = 0 ] || kill "$node"' EXIT; without "$part" && { [ ! -e "src/parts/$part.yaml" ] || no_words "without-$part" "$part"; }); then
      ok "without $part"
    else
      red+=("$part")
    fi
    rm -rf "${work:?}/without-${part//,/-}"
  done
  [ ${#red[@]} = 0 ] || fail "without: ${red[*]}"
}

# The team's work: settings, README, a class of the engine, a package of its own.
team_edits() {
  (
    cd "$work/$1"
    sed -i 's/^  heartbeat: 25s /  heartbeat: 20s /' conf/orders.yaml
    printf 'billing:\n  currency: EUR\nverticles:\n  - {name: com.acme.orders.billing.Off, enabled: false}\n' >>conf/app.yaml
    sed -i '1,3s/^# Orders$/# Orders of Acme/' README.md
    printf '\n## Orders\n\nOur own section.\n' >>README.md
    sed -i 's/only for a node that has joined/ours, too/' \
      src/main/java/com/acme/orders/cluster/Membership.java
    mkdir -p src/main/java/com/acme/orders/billing
    printf 'package com.acme.orders.billing;\n\n/** An invoice. */\npublic record Invoice(String id) {}\n' \
      >src/main/java/com/acme/orders/billing/Invoice.java
    git add -A
    git commit -qm 'Add billing'
    git diff --quiet HEAD~1 -- src/main/java/com/acme/orders/cluster/Membership.java && exit 1
    git diff --quiet HEAD~1 -- conf/orders.yaml && exit 1
    exit 0
  ) >"$log" 2>&1 || fail "the team edits $1"
}

# newer <copy> <number>: the original goes on: a setting's comment, a class renamed, a new one beside those of the team,
# the first lines of the README.
newer() {
  (
    cd "$work/$1"
    sed -i "s/^  max-lag: 1000000 .*/&, version $2/" conf/polyloop.yaml
    sed -i "s/^A .*real-time microservice/A newer ($2) real-time microservice/" README.md
    printf 'package io.polyloop.cluster;\n\n/** New in version %s. */\nfinal class Newer%s {}\n' "$2" "$2" \
      >"src/main/java/io/polyloop/cluster/Newer$2.java"
    local from=Membership to=Membership$2
    [ "$2" = 1 ] || from=Membership$(($2 - 1))
    git mv "src/main/java/io/polyloop/cluster/$from.java" "src/main/java/io/polyloop/cluster/$to.java"
    git grep -lw "$from" -- 'src/*.java' docs | xargs sed -i "s/\b$from\b/$to/g"
    git add -A
    git commit -qm "Version $2"
  ) >"$log" 2>&1 || fail "the original goes on to version $2"
}

# updates <copy> <argument>...: takes the state of the copy `newer`, without a conflict.
updates() {
  fork "$1" --update "$work/newer" "${@:2}" || fail "$1 takes an update"
  [ -z "$(git -C "$work/$1" status --porcelain)" ] || fail "nothing is left over after the update of $1"
  no_old_names "$1"
}

compiles() { (cd "$work/$1" && mvn -B -q clean test-compile) >"$log" 2>&1 || fail "$1 compiles"; }

# sound <copy>: it compiles, and its structure, settings, contract, docs and migrations pass their tests.
sound() {
  (cd "$work/$1" && mvn -B clean test -Dtest='*ArchitectureTest,*DocTest,*DocLinksTest,Settings*Test,*ApiTest,*ApiFileTest,*MigrationsTest,**/cluster/*Test') \
    >"$log" 2>&1 || fail "$1 is sound"
}

updated_fork() {
  copy team "${from:-HEAD}"
  fork team com.acme.orders --without samples,bench,kotlin --no-tests || fail "a fork is made"
  team_edits team
  copy newer
  newer newer 1
  updates team --no-tests
  sound team
  grep -q 'heartbeat: 20s' "$work/team/conf/orders.yaml" || fail "the team's setting stays"
  grep -q '^  currency: EUR' "$work/team/conf/app.yaml" || fail "the team's own settings stay"
  grep -q 'version 1' "$work/team/conf/orders.yaml" || fail "the setting's new comment arrives"
  grep -q '^# Orders of Acme' "$work/team/README.md" || fail "the team's title stays"
  grep -q 'Our own section' "$work/team/README.md" || fail "the team's section stays"
  grep -q 'A newer (1) real-time' "$work/team/README.md" || fail "the newer README arrives"
  grep -q 'ours, too' "$work/team/src/main/java/com/acme/orders/cluster/Membership1.java" ||
    fail "the team's edit follows a renamed class"
  [ -f "$work/team/src/main/java/com/acme/orders/cluster/Newer1.java" ] || fail "a new class arrives"
  formatted team
  ok "a fork with edits in settings, settings of its own, README, a class and a package of its own takes an update: no conflict, and it is sound"

  fork team --update "$work/newer" || fail "an update with nothing new succeeds"
  grep -q 'Nothing new' "$log" || fail "an update with nothing new says so"
  ok "an update with nothing new says so"

  # The team renames a class and a folder of the engine, and stores a file with the line endings of Windows.
  (
    cd "$work/team"
    git mv src/main/java/com/acme/orders/cluster/Isolation*.java src/main/java/com/acme/orders/cluster/Island.java
    name=$(git diff --cached -M --name-status | sed -n 's|^R.*/\(Isolation[A-Za-z]*\)\.java\t.*|\1|p')
    git grep -lw "$name" -- 'src/*.java' docs | xargs sed -i "s/\b$name\b/Island/g"
    printf '* -text\n' >.gitattributes
    sed -i 's/$/\r/' README.md conf/orders.yaml docs/operations.md
    git add -A
    git commit -qm 'Rename a class, and use the line endings of Windows'
  ) >"$log" 2>&1 || fail "the team renames a class"
  newer newer 2
  sed -i '$ s|^}$|    // Newer.\n}|' "$work"/newer/src/main/java/io/polyloop/cluster/Isolation*.java
  commit newer 'Change the class that the team renamed'
  updates team --no-tests
  grep -q 'Newer' "$work/team/src/main/java/com/acme/orders/cluster/Island.java" ||
    fail "a change follows the class that the team renamed"
  compiles team
  ok "a fork takes a second update after its team renamed a class and changed line endings"

  # A teammate who has the branch upstream only as origin/upstream, or an old one, or no history at all.
  git clone -q "$work/team" "$work/clone"
  git clone -q "$work/team" "$work/teammate"
  git -C "$work/teammate" branch -q upstream origin/upstream
  git clone -q --depth 1 "file://$work/team" "$work/shallow"
  newer_of_clone
  if fork shallow --update "$work/newer" --no-tests; then fail "a shallow clone without upstream is refused"; fi
  grep -q 'There is no branch upstream' "$log" || fail "the refusal of a shallow clone names the branch"
  [ -f "$work/shallow/src/main/java/com/acme/orders/billing/Invoice.java" ] || fail "the team's files stay"
  ok "a clone of the fork takes an update, and a real conflict is an ordinary one"

  git -C "$work/teammate" pull -q "$work/clone" main
  git -C "$work/teammate" fetch -q "$work/clone" upstream:refs/remotes/origin/upstream
  newer newer 3
  updates teammate --no-tests
  ok "an update by one teammate follows that of another"
}

newer_of_clone() {
  (
    cd "$work/newer"
    sed -i 's/^# Polyloop$/# Polyloop, the third/' README.md
    git commit -qam 'Change the title'
  ) >"$log" 2>&1
  if fork clone --update "$work/newer" --no-tests; then fail "an edit of the same line conflicts"; fi
  grep -q 'git merge --abort' "$log" || fail "a conflict says how to go back"
  git -C "$work/clone" merge --abort
  if fork clone --update "$work/newer" --no-tests; then fail "an update after an aborted merge merges again"; fi
  grep -q 'git merge --abort' "$log" || fail "an update after an aborted merge conflicts again"
  (cd "$work/clone" && git checkout -q --ours README.md && git add README.md && git commit -q --no-edit) >"$log" 2>&1 ||
    fail "a conflict can be resolved"
  fork clone --update "$work/newer" --no-tests || fail "an update after a resolved conflict succeeds"
  grep -q 'Nothing new' "$log" || fail "there is nothing new after a resolved conflict"
}

from=
case "${1:-}" in
  --matrix=*) matrix "$(tr , ' ' <<<"${1#*=}")" ;;
  --matrix) matrix ;;
  --from=*) from=${1#*=}; updated_fork ;;
  --refusals) refusals ;;
  --update) updated_fork ;;
  --bare) bare_fork ;;
  '')
    refusals
    bare_fork
    updated_fork
    ;;
  *) echo "unknown argument $1" && exit 2 ;;
esac
