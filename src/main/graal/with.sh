#!/usr/bin/env bash
# Runs a command so that every JVM it starts has a part of Graal, such as
# part:python
#   src/main/graal/with.sh python mvn vertx:run                    Python (GraalPy)
# end:python
#   src/main/graal/with.sh compiler java -jar target/polyloop.jar  the Graal compiler for scripts, on JDK 25 only
set -euo pipefail

root=$(cd "$(dirname "$0")/../../.." && pwd)
what=${1:-}
libraries=$root/target/$what
case $what in
  # part:python
  python) options="--module-path=\"$libraries\" --add-modules=org.graalvm.polyglot --enable-native-access=org.graalvm.truffle" ;;
  # end:python
  compiler)
    options="-XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --upgrade-module-path=\"$libraries\""
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --version | grep -q '^[a-z]* 25' || {
      echo "The Graal compiler needs JDK 25: set JAVA_HOME to one." >&2
      exit 1
    }
    ;;
  *)
    sed -n '/^# [a-z]*:/d; s/^# \?//p' "$0" | tail -n +2
    exit 2
    ;;
esac
shift

version=$(sed -n 's|.*<graal.version>\(.*\)</graal.version>.*|\1|p' "$root/pom.xml")
if [ "$(cat "$libraries/version" 2>/dev/null)" != "$version" ]; then
  rm -rf "$libraries"
  "$(command -v mvn || echo "$root/mvnw")" -B -q -f "$root/src/main/graal/pom.xml" "-P$what" "-Dgraal.version=$version" \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies "-DoutputDirectory=$libraries"
  echo "$version" >"$libraries/version"
fi
export JDK_JAVA_OPTIONS="${JDK_JAVA_OPTIONS:+$JDK_JAVA_OPTIONS }$options"
exec "$@"
