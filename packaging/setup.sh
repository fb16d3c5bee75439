#!/bin/sh
# Makes .venv with all that the program, its tests and its demo need; run by `make setup`.
# A run with nothing to do takes well under a second. The one language of its output is English:
# it is for whoever builds the program, not for the secretariat.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/.stamp

# File a program looks for, then the Debian package that brings it (the rest come with these).
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
'

say() { printf '%s\n' "$*"; }

stop() {
    printf '\nsetup: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

# The first Python that is new enough and can make virtual environments.
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
}

has_chinese_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" \
        "${HOME:-/}/.local/share/fonts" -type f \( -iname '*cjk*' -o -iname '*sourcehan*' \
        -o -iname '*wqy*' -o -iname '*simsun*' -o -iname '*msyh*' \) 2>/dev/null | grep -q .
}

missing_libraries() {
    known=$(/sbin/ldconfig -p 2>/dev/null || true)
    say "$libraries" | while read -r file package; do
        [ -z "$file" ] && continue
        case $known in *"$file "*) ;; *) printf '%s ' "$package" ;; esac
    done
}

# On Linux only: other systems bring libraries and fonts themselves.
missing_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -n "$(find_python)" ] || printf 'python3 python3-venv '
    missing_libraries
    has_chinese_font || printf 'fonts-noto-cjk '
}

install_debian() {
    # $1: packages, separated by blanks; $2: what makes us root, empty if we are
    say "Installing from Debian: $1"
    # shellcheck disable=SC2086 # a list of words each
    $2 apt-get -q update >/dev/null && $2 env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends $1 >/dev/null ||
        stop "apt-get could not install these packages; what it said stands above." \
            "Check the network and the package sources, then run 'make setup' again."
}

system_packages() {
    packages=$(missing_packages)
    [ -n "$packages" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "this system lacks parts that its package manager can install." \
            "Needed: Python 3.11 or newer with venv, the X11/XCB and OpenGL libraries of Qt 6," \
            "and a Chinese font such as Noto Sans CJK. By their Debian names: $packages"
    elif [ "$(id -u)" -eq 0 ]; then
        install_debian "$packages" ""
    elif sudo -n true >/dev/null 2>&1; then
        install_debian "$packages" "sudo"
    else
        root="su -c"
        if command -v sudo >/dev/null 2>&1; then root="sudo sh -c"; fi
        stop "some system packages are missing. Type this once, then 'make setup' again:" \
            "$root 'apt-get update && apt-get install -y --no-install-recommends ${packages% }'"
    fi
}

# False too for an environment that was moved here: its scripts name the old folder.
is_usable() {
    head -n 3 .venv/bin/pip 2>/dev/null | grep -qF "$(pwd)/.venv/" &&
        .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_environment() {
    python=$(find_python)
    [ -n "$python" ] || stop "no Python 3.11 or newer with venv was found." \
        "The one this system offers is too old: install a newer one, then run 'make setup' again."
    if ! is_usable; then
        say "Making .venv with $python"
        "$python" -m venv --clear .venv || stop "the virtual environment .venv could not be made." \
            "Check that this folder is writable and the disk is not full."
    fi
    say "Installing Python packages into .venv (some 300 MB the first time)"
    pip="install --quiet --quiet --disable-pip-version-check --no-input"
    # shellcheck disable=SC2086 # a list of words
    .venv/bin/python -m pip $pip --only-binary :all: --require-hashes \
        -r packaging/requirements.txt &&
        .venv/bin/python -m pip $pip --no-deps --no-build-isolation --editable . ||
        stop "pip could not install the packages; what it said stands above." \
            "No network: connect, or set pip's own proxy settings. Then run 'make setup' again;" \
            "what has been fetched is kept."
}

check_windows() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python -c \
        'from PySide6.QtWidgets import QApplication; QApplication([])' ||
        stop "windows cannot be opened: a system library is missing; its name stands above."
}

# Compiled texts of the windows; a source newer than its result is compiled again.
translations() {
    for source in resources/translations/*.ts; do
        [ -e "$source" ] || continue
        result=${source%.ts}.qm
        if [ -e "$result" ] && [ -z "$(find "$source" -newer "$result")" ]; then continue; fi
        .venv/bin/pyside6-lrelease -silent "$source" -qm "$result" ||
            stop "the translation $source could not be compiled; what is wrong stands above."
    done
}

# The nets of the photo checks. Who cannot fetch them now is told so, and can do all the rest.
models() {
    .venv/bin/python packaging/models.py || :
}

# Changes with the lists of packages, with this script and with the folder (which .venv names).
inputs() {
    { pwd && cat pyproject.toml packaging/requirements.txt packaging/setup.sh; } | cksum
}

if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$(inputs)" ]; then
    rm -f "$stamp"
    system_packages
    make_environment
    check_windows
    inputs >"$stamp"
    say "Ready."
fi
translations
models
