#!/usr/bin/env bash
# A stranger's machine: Debian 12 with nothing on it, a clone of what is committed here, then ./run
# and ./check, from nothing, twice in a row.
#
#   tests/slow/debootstrap.sh [--keep] [run|check|all] [FOLDER]
#
# As root, with debootstrap and git; takes the mirror from this machine's own apt. FOLDER (a new one
# under /var/tmp if not told) holds the bare system; with --keep it stays and is used again.
set -eu -o pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
keep=no
if [ "${1:-}" = --keep ]; then keep=yes; shift; fi
what=${1:-all}
base=${2:-$(mktemp -d /var/tmp/bare-debian-XXXXXX)}
bare=$base/system
home=/root
clone=$home/samtycke
trap '[ $keep = yes ] || rm -rf --one-file-system "$base"' EXIT

# How this machine reaches package registries, if it has to be told: proxies and their certificates.
outward=()
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
  [ -z "${!name:-}" ] || outward+=("$name=${!name}")
done
certificates=$home/certificates.pem
[ -z "${NODE_EXTRA_CA_CERTS:-}" ] || outward+=("NODE_EXTRA_CA_CERTS=$certificates")

# Processes and mounts of the bare system live in namespaces of their own, and end with them.
inside() {
  unshare --mount --propagation private --pid --fork --kill-child bash -eu -c '
    bare=$1; shift
    mount -t proc proc "$bare/proc"
    mount --rbind /sys "$bare/sys"
    mount --rbind /dev "$bare/dev"
    exec chroot "$bare" "$@"' inside "$bare" /usr/bin/env -i HOME=$home LANG=C.UTF-8 \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin "${outward[@]}" "$@" </dev/null
}

mkdir -p "$base"
if [ ! -e "$bare/etc/debian_version" ]; then
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(COMPONENT) $(SITE)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 == "bookworm" && $3 == "main" { print $4; exit }')
  [ -n "$mirror" ] || { printf 'apt of this machine knows no mirror of Debian 12\n' >&2; exit 2; }
  printf 'making a bare Debian 12 in %s\n' "$bare"
  debootstrap --variant=minbase bookworm "$bare" "$mirror" >"$base/debootstrap.log"
fi
cp /etc/resolv.conf "$bare/etc/resolv.conf"
[ -z "${NODE_EXTRA_CA_CERTS:-}" ] || cp "$NODE_EXTRA_CA_CERTS" "$bare$certificates"
rm -rf --one-file-system "${bare:?}$clone"
git clone --quiet --no-hardlinks "$root" "$bare$clone"

passed=0
failed=0
# try NAME COMMAND…: in the clone, with all it says in a log.
try() {
  local name=$1 begin=$SECONDS
  shift
  if inside bash -c "cd $clone && exec \"\$@\"" try "$@" >"$base/$name.log" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %-14s %5d s\n' "$name" $((SECONDS - begin))
  else
    failed=$((failed + 1))
    tail -n 60 "$base/$name.log"
    printf 'FAILED  %-14s %5d s; all of it is in %s (use --keep)\n' "$name" $((SECONDS - begin)) "$base/$name.log"
  fi
}

for time in first second; do
  [ "$what" = check ] || try "run-$time" tests/slow/stranger.sh
  [ "$what" = run ] || try "check-$time" ./check
done
printf '%d passed, %d failed\n' $passed $failed
[ $failed = 0 ]
