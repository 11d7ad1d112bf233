# apt-get for the packages of Debian 13, whatever Debian this machine has; its own lists stay as they are. To be sourced by bash.
#
#   trixie_apt FOLDER ARGUMENT...   apt-get with lists and a cache below FOLDER; says all on stderr
# trixie_sources is the machine's own list of package sources, whose first stanza says where packages come from.

trixie_sources=/etc/apt/sources.list.d/debian.sources

trixie_apt() {
  mkdir -p "$1/parts" "$1/lists/partial" "$1/cache/archives/partial"
  awk 'BEGIN { RS = "" } NR == 1' "$trixie_sources" |
    sed 's/^Types:.*/Types: deb deb-src/; s/^Suites:.*/Suites: trixie/' >"$1/parts/trixie.sources"
  apt-get -qq -oDir::Etc::SourceList=/dev/null -oDir::Etc::SourceParts="$1/parts" -oDir::State::Lists="$1/lists" \
    -oDir::Cache="$1/cache" -oAPT::Sandbox::User="" "${@:2}" >&2
}
