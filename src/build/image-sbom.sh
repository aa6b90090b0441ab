#!/bin/sh
# Adds Java and the packages of a base image of Debian or Ubuntu to the SBOM of the application and to its list of
# licenses. The Dockerfile runs it in the base image.
#   image-sbom.sh <folder>: reads application.cdx.json there, writes image.cdx.json, appends to THIRD-PARTY.txt
set -eu

cd "$1"
java=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
distribution=$(sed -n 's/^ID=//p' /etc/os-release)
printf '\nThe image also has Java and the packages of its base.\n\n' >>THIRD-PARTY.txt

# shipped <name> <version> <licenses> <purl>
shipped() {
  printf '%s %s: %s\n' "$1" "$2" "$3" >>THIRD-PARTY.txt
  printf '{"type":"library","name":"%s","version":"%s","licenses":[{"license":{"name":"%s"}}],"purl":"%s"},\n' \
    "$1" "$2" "$3" "$(printf %s "$4" | sed 's/+/%2B/g; s/:/%3A/2g; s/~/%7E/g')" >>components
}

# licenses <file>: the names in a machine-readable list, or where the text is.
licenses() {
  names=$(sed -n 's/^License: *//p' "$1" | tr -d '"\\' | sort -u | paste -sd , | sed 's/,/, /g')
  echo "${names:-see $1}"
}

version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$java/release")
shipped java "$version" "GPL-2.0-only WITH Classpath-exception-2.0, see $java/legal" "pkg:generic/java@$version"
dpkg-query -W -f '${Package} ${Version} ${Architecture}\n' | while read -r name version architecture; do
  shipped "$name" "$version" "$(licenses "/usr/share/doc/$name/copyright")" \
    "pkg:deb/$distribution/$name@$version?arch=$architecture"
done
sed '/^  "components" : \[/r components' application.cdx.json >image.cdx.json
rm components
