#!/usr/bin/env bash
# Works through docs/first-feature.md as a newcomer would, once for each language, in a new fork: writes the files, runs
# the commands as they are, and compares what they print.
set -euo pipefail
# Java would announce it in the output.
unset JAVA_TOOL_OPTIONS

cd "$(dirname "$0")/../../.."
original=$PWD
. src/test/sh/node.sh
project=$work/shop
export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@acme.example GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@acme.example
export SHOP_HTTP_PORT=$http SHOP_MANAGEMENT_PORT=$((http + 1))

# What the page says, as a script: `file` gets a text for a file, and `command` a command with what it prints.
program='
  function end(what) { print what; text = "" }
  /^## / { reader = "" }
  /^\*\*(Java|JavaScript)\.\*\*/ { reader = $1; gsub(/[*.]/, "", reader) }
  /^## 1\. / { started = 1 }
  !started { next }
  in_block && /^```$/ {
    print "END"; in_block = 0; file = ""
    next
  }
  in_block { print; next }
  /^```/ {
    wanted = reader == "" || reader == language
    if (wanted && file != "") print "file " file " <<'\''END'\''"
    else if (wanted && $0 == "```sh") print "command <<'\''END'\''"
    else print ": <<'\''END'\''"
    in_block = 1
    next
  }
  /^`[^`]+`:$/ { file = substr($0, 2, length($0) - 3) }
  /^<!-- prints .* -->$/ && wanted { print "printed <<'\''END'\''"; print substr($0, 13, length($0) - 16); print "END" }
'

file() {
  mkdir -p "$project/$(dirname "$1")"
  cat >>"$project/$1"
  changed=1
}

serves() { get / && ! grep -q 'changed, building$' <(tail -n 1 "$log"); }

# The node restarts after new files.
settle() {
  [ "$running" != 0 ] && [ "$changed" = 1 ] || return 0
  sleep 3
  check "the changed node serves" serves
  changed=0
}

command() {
  local text
  text=$(cat)
  if [ "$text" = 'mvn vertx:run' ]; then
    run mvn -B vertx:run
    check "$text" serves
    changed=0
    return
  fi
  settle
  text=${text//localhost:8080/localhost:$http}
  text=${text//localhost:8081/localhost:$((http + 1))}
  echo "$text" >>"$work/session"
  # The variables of earlier commands.
  (cd "$project" && set -e && eval "$(grep '^[A-Z]*=' "$work/session" || true)" && eval "$text") >"$work/output" 2>&1 ||
    { cat "$work/output"; fail "$text"; }
  echo "ok: $text"
}

printed() {
  local text
  text=$(cat)
  grep -qF -- "$text" "$work/output" || { cat "$work/output"; fail "it prints $text"; }
}

walk() {
  began=$SECONDS changed=0
  : >"$work/session"
  rm -rf "$project"
  git clone -q "$original" "$project" -c advice.detachedHead=false
  git -C "$project" checkout -q -B main
  (cd "$project" && java Fork.java com.acme.shop --name Shop --without samples --no-tests) >"$log" 2>&1 ||
    fail "Fork.java makes a project"
  awk -v language="$1" "$program" "$project/docs/first-feature.md" >"$work/page"
  . "$work/page"
  kill -INT -- "-$running"
  check "Ctrl-C ends the node" ended
  running=0
  echo "ok: the page in $1, after $((SECONDS - began)) s"
}

if [ $# = 0 ]; then set -- Java JavaScript; fi
for language; do walk "$language"; done
