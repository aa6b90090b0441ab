#!/usr/bin/env bash
# What the workflow of a release runs; also for a look before you push a tag.
#   release.sh version v0.1.0   prints 0.1.0, if pom.xml has that version and CHANGELOG.md describes it
#   release.sh files 0.1.0      builds and writes target/release: the archive, its SBOM, SHA256SUMS and notes.md
#   release.sh notes 0.1.0      prints what CHANGELOG.md says of this version
#   release.sh sbom <file>      prints the SBOM with a serial number, which attestations need
set -euo pipefail

cd "$(dirname "$0")/.."

# The first version in pom.xml is that of the project.
pom() { sed -n '0,/<version>/s/.*<version>\(.*\)<\/version>.*/\1/p' pom.xml; }

notes() {
  local text
  text=$(awk -v heading="## [$1]" 'index($0, "## [") == 1 { on = index($0, heading) == 1; next } on' CHANGELOG.md |
    sed '/^<!-- [a-z]*:[^>]* -->$/d')
  [ -n "${text//[[:space:]]/}" ] || { echo "CHANGELOG.md has no section $1" >&2 && exit 1; }
  echo "$text"
}

version() {
  [ "v$(pom)" = "$1" ] || { echo "the tag is $1, but the version in pom.xml is $(pom)" >&2 && exit 1; }
  case $1 in
    *-SNAPSHOT) echo "$1 is not a release: set the version in pom.xml" >&2 && exit 1 ;;
  esac
  notes "${1#v}" >/dev/null
  echo "${1#v}"
}

# The number comes from the content, so that two builds of a commit give the same file.
sbom() {
  local hash
  hash=$(sha256sum <"$1")
  sed "s/^  \"bomFormat\".*/&\n  \"serialNumber\" : \"urn:uuid:${hash:0:8}-${hash:8:4}-5${hash:12:3}-8${hash:15:3}-${hash:18:12}\",/" "$1"
}

files() {
  local to=target/release name=polyloop-$1
  mvn -B -q package -DskipTests
  rm -rf $to
  mkdir -p "$to/$name"
  cp -R target/polyloop.jar target/lib target/classes/META-INF/THIRD-PARTY.txt "$to/$name"
  # Only what is committed: conf/local.yaml can have passwords.
  git archive HEAD conf LICENSE | tar -x -C "$to/$name"
  sbom target/classes/META-INF/sbom/application.cdx.json >"$to/$name.cdx.json"
  # Two builds of a commit give the same archive.
  tar -C $to --sort=name --mtime="@$(git log -1 --format=%ct)" --owner=0 --group=0 --numeric-owner -c "$name" |
    gzip -n >"$to/$name.tar.gz"
  rm -r "${to:?}/$name"
  notes "$1" >$to/notes.md
  (cd $to && sha256sum ./*.tar.gz ./*.cdx.json >SHA256SUMS)
}

"$@"
