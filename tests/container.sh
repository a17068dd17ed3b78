#!/usr/bin/env bash
# Build the image of the Containerfile and check drafts in it, with buildah, podman or docker, whichever runs here.
#
#   bash tests/container.sh            (exit 0: it holds, 1: it does not, 77: nothing here can build it)
#
# Where no registry of images can be reached, a Debian with its own Python stands in for the base image: that is made by
# debootstrap, and by root.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
image=fact-check-try
work=$(mktemp -d)
container=
say() { printf 'container: %s\n' "$*"; }
fail() { say "$*"; exit 1; }

tool=
for each in buildah podman docker; do
    if command -v "$each" > /dev/null && "$each" info > /dev/null 2>&1; then tool=$each; break; fi
done
[ -n "$tool" ] || { say "neither buildah nor podman nor docker runs here"; exit 77; }

leave() {
    [ -z "$container" ] || buildah rm "$container" > /dev/null
    "$tool" rmi --force "$image" fact-check-base > /dev/null 2>&1 || true
    rm -rf "$work"
}
trap leave EXIT
[ "$tool" != buildah ] || export BUILDAH_ISOLATION=chroot

base=$(sed -n 's/^ARG PYTHON=//p' "$here/Containerfile")
if ! "$tool" pull -q "$base" > /dev/null 2>&1; then
    command -v debootstrap > /dev/null && [ "$(id -u)" = 0 ] || { say "$base cannot be had here"; exit 77; }
    say "$base cannot be had here: Debian's Python stands in for it"
    root=$work/base
    debootstrap --variant=minbase --include=python3-pip,python3-venv,ca-certificates bookworm "$root" > "$work/log" 2>&1 ||
        { tail -n 20 "$work/log"; say "debootstrap failed"; exit 77; }
    ln -s python3 "$root/usr/bin/python"
    rm -f "$root"/usr/lib/python3*/EXTERNALLY-MANAGED "$root"/var/cache/apt/archives/*.deb
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    base=localhost/fact-check-base
    if [ "$tool" = buildah ]; then
        container=$(buildah from scratch)
        buildah add -q "$container" "$root" / > /dev/null
        buildah commit -q --rm "$container" "$base" > /dev/null
        container=
    else
        tar -C "$root" -c . | "$tool" import -q - "$base" > /dev/null
    fi
    rm -rf "$root"
fi

say "built by $tool on $base"
build=("$tool" build)
[ "$tool" = docker ] || build+=(--pull-never)
"${build[@]}" --build-arg "PYTHON=$base" -f "$here/Containerfile" -t "$image" "$here" > "$work/log" 2>&1 ||
    { tail -n 40 "$work/log"; fail "it cannot be built"; }

desk=$work/desk
mkdir "$desk"
printf 'Police said 40 people died in the valley.\n' > "$desk/draft.md"
printf '<html><body><article><h1>Floods</h1><p>The mayor said that 12 bridges were closed on Monday.</p></article></body></html>\n' > "$desk/page.html"
git -C "$desk" init -q
git -C "$desk" add -A
git -C "$desk" -c user.name=t -c user.email=t@t -c commit.gpgsign=false commit -qm t
chmod -R a+rX "$work"

if [ "$tool" = buildah ]; then
    buildah inspect --type image --format '{{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.User}} {{.OCIv1.Config.WorkingDir}}' "$image" |
        grep -qx '\[fact-check\] desk /work' || fail "the image does not begin with fact-check, as desk, in /work"
    container=$(buildah from --pull-never "$image")
    fact_check() { buildah run --network none -v "$desk:/work:ro" "$container" -- fact-check "$@"; }
else
    fact_check() { "$tool" run --rm --network none -v "$desk:/work:ro" "$image" "$@"; }
fi

try() {  # try EXIT WORDS ARGUMENT…: run fact-check in the image
    local code=0 wanted=$1 words=$2
    shift 2
    fact_check "$@" > "$work/out" 2>&1 || code=$?
    if [ "$code" != "$wanted" ] || ! grep -qF "$words" "$work/out"; then
        cat "$work/out"
        fail "'fact-check $*' ended with $code, where $wanted and '$words' were expected"
    fi
}
try 1 "40 people died in the valley" check draft.md
try 1 "12 bridges were closed" check page.html
try 0 "nothing new since HEAD" check . --diff-base HEAD
try 2 "no such file or folder" check none.md
say "drafts were checked in it without a network: it holds"
