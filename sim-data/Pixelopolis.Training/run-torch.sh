#!/usr/bin/env bash
# Runs a .NET program that uses TorchSharp.
#   usage: run-torch.sh path/to/Program [arguments…]        (the apphost that the build puts into bin/)
#          run-torch.sh --check                             (says whether torch can run here, and prepares what it needs)
#
# TorchSharp's native library wants GCC 13's libstdc++ (its symbol version GLIBCXX_3.4.32). Debian 13 and Ubuntu 24.04 have it, and
# there the program simply starts. Debian 12 has GCC 12's: there, Debian 13's C and C++ runtime are unpacked into a folder of their own
# (nothing of the system is touched, no root needed), and a copy of the program that is pointed at them is started instead.
set -euo pipefail

say() { echo "torch: $*" >&2; }
fail() { say "$*"; exit 69; }

[ $# -ge 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 64; }
[ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || fail "training needs Linux on x64; this is $(uname -s) on $(uname -m)."
if [ "$1" = --check ]; then app=; else
  [ -x "$1" ] || fail "no program at $1: build it first."
  app=$(realpath "$1"); shift
fi

# Torch takes and gives back tensors of megabytes at every step. Kept in the process rather than mapped and unmapped each time, they need
# no fresh pages: a quarter of the training time on small networks.
# Its threads wait for each other many times a step: asleep, not spinning, for the machine may have other work.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-PASSIVE}
export MALLOC_MMAP_MAX_=${MALLOC_MMAP_MAX_:-0} MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-8000000000} MALLOC_TOP_PAD_=${MALLOC_TOP_PAD_:-67108864}

system_libstdcxx() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | awk '/libstdc\+\+\.so\.6 .*x86-64/ {print $NF; exit}'; }
lib=$(system_libstdcxx)
if [ -n "$lib" ] && grep -q GLIBCXX_3.4.32 "$lib"; then
  [ -n "$app" ] || { say "ready: $lib is new enough"; exit 0; }
  exec "$app" "$@"
fi

if [ -n "${HOME:-}" ] && [ -w "$HOME" ]; then cache=${XDG_CACHE_HOME:-$HOME/.cache}; else cache=/var/tmp/cache-$(id -u); fi
runtime=${PIXELOPOLIS_TORCH_RUNTIME:-$cache/pixelopolis/gcc13-runtime}
root=$runtime/root
libs=$root/usr/lib/x86_64-linux-gnu
loader=$root/usr/lib64/ld-linux-x86-64.so.2

# Unpacks Debian 13's runtime; apt checks the packages' signatures as it does for the system.
prepare() {
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null && [ -f "$keys" ] ||
    fail "libstdc++ of GCC 13 or newer (GLIBCXX_3.4.32) is missing, and this is not Debian, where it could be fetched. Ubuntu 24.04, Debian 13 and Fedora 39 or newer have it."
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p;s/^deb  *\(\[[^]]*\] *\)\{0,1\}\([^ ]*\) .*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | grep -v security | head -n 1) || true
  [ -n "$mirror" ] || fail "libstdc++ of GCC 13 is missing, and /etc/apt names no Debian mirror to fetch it from."
  say "fetching Debian 13's C++ runtime into $runtime (about 6 MB, once)"
  rm -rf "$runtime/fetch" "$root"
  mkdir -p "$runtime"/fetch/{lists/partial,cache/archives/partial,debs}
  echo "deb [signed-by=$keys] $mirror trixie main" >"$runtime/fetch/sources.list"
  apt=(-oDir::Etc::sourcelist="$runtime/fetch/sources.list" -oDir::Etc::sourceparts=- -oDir::State::Lists="$runtime/fetch/lists"
    -oDir::Cache="$runtime/fetch/cache" -oAPT::Sandbox::User=root)
  apt-get "${apt[@]}" update -qq >&2 || fail "apt-get could not read Debian 13's package list from $mirror."
  (cd "$runtime/fetch/debs" && apt-get "${apt[@]}" download -qq libc6/trixie libstdc++6/trixie libgcc-s1/trixie patchelf/trixie >&2) ||
    fail "apt-get could not fetch Debian 13's C++ runtime from $mirror."
  for deb in "$runtime"/fetch/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
  [ -e "$loader" ] || { mkdir -p "$root/usr/lib64"; ln -s "$libs/ld-linux-x86-64.so.2" "$loader"; }
  grep -q GLIBCXX_3.4.32 "$libs/libstdc++.so.6" || fail "the runtime fetched from $mirror is not GCC 13's."
  rm -rf "$runtime/fetch"
  touch "$runtime/ready"
}

mkdir -p "$runtime"
exec 9>"$runtime/lock"; flock 9
[ -f "$runtime/ready" ] || prepare
[ -n "$app" ] || { say "ready: runtime in $runtime"; exit 0; }
copy=$app.gcc13
if [ ! -e "$copy" ] || [ "$app" -nt "$copy" ]; then
  next=$copy.$$
  cp "$app" "$next"
  "$loader" --library-path "$libs" "$root/usr/bin/patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "$libs:/usr/lib/x86_64-linux-gnu" "$next"
  mv "$next" "$copy"
fi
exec 9>&-
if [ -z "${DOTNET_ROOT:-}" ] && dotnet=$(command -v dotnet); then DOTNET_ROOT=$(dirname "$(realpath "$dotnet")"); export DOTNET_ROOT; fi
export LD_LIBRARY_PATH=$libs
exec "$copy" "$@"
