# shellcheck shell=bash
# Sourced by run and check: installs what is missing and nothing else, so that a second start is
# instant. Two sources only, both by package name: Debian 12 and npm (pinned by lockfiles).
# Expects: root (this repository's folder).

# To build and to serve.
needs_run=(
  ca-certificates g++ cmake ninja-build python3
  libboost1.81-dev libboost-test1.81-dev nlohmann-json3-dev
  libsqlite3-dev libzstd-dev libzip-dev libssl-dev libcjose-dev libjansson-dev libcurl4-openssl-dev pkg-config libcli11-dev
  libkainjow-mustache-dev libpango1.0-dev libqpdf-dev tzdata fonts-open-sans fonts-dejavu-core
  emscripten curl jq
)
# What the tests need beside that.
needs_check=(
  python3-cryptography
  ccache git chromium clang-format gcovr librapidcheck-dev sqlite3 brotli binutils procps
  nbdkit libnbd-bin e2fsprogs mount strace
  clang-19 libclang-rt-19-dev
  firefox-esr webkit2gtk-driver libwebkit2gtk-4.1-0 xvfb xauth locales openssl poppler-utils qpdf
  python3-cryptography
)
# Folders with a lockfile of their own.
needs_run_npm=(web web/demo-provider)
needs_check_npm=(tests tests/package)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

# Prints the packages of the list that are not installed.
missing_packages() {
  # dpkg-query comes last: it fails when it knows nothing of one of them, and must not end the list.
  {
    printf '%s wanted\n' "$@"
    dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null
  } | awk '$2 == "wanted" { wanted[++count] = $1 } $2 == "installed" { have[$1] }
    END { for (i = 1; i <= count; ++i) if (!(wanted[i] in have)) print wanted[i] }'
}

# install_packages NAME…: with apt, without questions, and only when something is missing.
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  # npm may stand here without Debian's package: then it is not missing.
  command -v npm >/dev/null || missing+=(npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  printf 'Installing from Debian: %s\n' "${missing[*]}"
  local log="$root/build/log/apt.log"
  mkdir -p "${log%/*}"
  if ! { as_root apt-get -q update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
      -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 install "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    printf 'Debian could not install what is missing; all it said is in %s\n' "$log" >&2
    return 1
  fi
}

# install_modules FOLDER: the lockfile's modules, unless exactly these are there already.
install_modules() {
  local folder=$1 wanted log
  wanted=$(sha256sum <"$folder/package-lock.json")
  [ "$(cat "$folder/node_modules/.installed-lock" 2>/dev/null)" = "$wanted" ] && return 0
  printf 'Installing from npm: %s\n' "${folder#"$root"/}"
  log="$root/build/log/npm.log"
  mkdir -p "${log%/*}"
  if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    printf 'npm could not install the modules of %s; all it said is in %s\n' "$folder" "$log" >&2
    return 1
  fi
  printf '%s\n' "$wanted" >"$folder/node_modules/.installed-lock"
}

# Where the pinned Node stands. (Not node_modules/.bin: Debian's npm makes no link there for a package
# that is optional.)
node_folder() {
  local machine=x64
  [ "$(uname -m)" != aarch64 ] || machine=arm64
  printf '%s\n' "$root/.tools/node/node_modules/node-linux-$machine/bin"
}

# The pinned Node, first on PATH from here on. The machine's npm fetches it (that one knows the
# machine's own settings), so npm is called by install_modules before PATH changes what runs it.
install_node() {
  local tools="$root/.tools/node"
  mkdir -p "$tools"
  cp "$root"/tests/tools/node/{package.json,package-lock.json,.npmrc} "$tools/"
  install_modules "$tools" || return 1
  local folder
  folder=$(node_folder)
  if [ ! -x "$folder/node" ]; then
    printf 'npm brought no Node for this machine (%s)\n' "$(uname -m)" >&2
    return 1
  fi
  export PATH="$folder:$PATH"
}

# install_needs run|check
install_needs() {
  local packages=("${needs_run[@]}") folders=("${needs_run_npm[@]}") folder
  if [ "$1" = check ]; then
    packages+=("${needs_check[@]}")
    folders+=("${needs_check_npm[@]}")
  fi
  # A system without /etc/hosts does not know this machine's own name, by which the provider is called.
  getent hosts localhost >/dev/null || packages+=(libnss-myhostname)
  install_packages "${packages[@]}" || return 1
  for folder in "${folders[@]}"; do
    install_modules "$root/$folder" || return 1
  done
  install_node
}

# configure FOLDER [CMAKE ARGUMENT…]: prepares a build folder; ccache where it stands.
configure() {
  local folder=$1 launcher=()
  shift
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  cmake -G Ninja -S "$root" -B "$folder" "${launcher[@]}" "$@"
}
