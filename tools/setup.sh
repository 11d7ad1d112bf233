# need PACKAGE...: installs those Debian packages that are not here yet. To be sourced by bash.
#
# Returns 0 when all are installed, and then has touched neither the network nor sudo. Else it installs the
# missing ones with apt-get, as root or through sudo, showing what it does; where it cannot, it prints the one
# command to run and returns 1. On a system without dpkg it names the packages and returns 0. Prints to
# stderr only, so that the caller's output stays pure.

need() {
  local missing
  if ! command -v dpkg-query >/dev/null; then
    echo "setup: not a Debian system; this needs what Debian calls: $*" >&2
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  # The names have no spaces: they are to be separate words.
  # shellcheck disable=SC2086
  install_packages $missing >&2 </dev/null
}

missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

install_packages() {
  local as_root
  if ! as_root=$(way_to_root); then
    echo "setup: missing: $*. Run as root, then try again:"
    echo "  apt-get update && apt-get install -y --no-install-recommends $*"
    return 1
  fi
  echo "setup: installing $*"
  # An empty way to root is to be no word at all.
  # shellcheck disable=SC2086
  $as_root apt-get update || echo "setup: the package lists could not be renewed; trying with those that are here"
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" && return 0
  echo "setup: apt-get could not install: $*"
  return 1
}

# Prints what to put before a command to run it as root; sudo may ask for a password only at a terminal.
way_to_root() {
  [ "$(id -u)" -eq 0 ] && return 0
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null || [ -t 2 ] || return 1
  echo sudo
}
