#!/bin/sh
# `make install` puts everything where Debian looks for it, `make uninstall` takes exactly that away;
# the manual page is well formed, the completion completes, the library links.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

root=$tmp/root
at=$root/usr/local
what='make install'
mkdir -p "$at/share/doc/other"
if ${MAKE:-make} -s install DESTDIR="$root" >"$tmp/.out" 2>"$tmp/.err"; then right; else
    err=$(cat "$tmp/.err")
    wrong "make install fails"
fi
out=$(cd "$at" && find . -type f -printf '%P %m\n' | LC_ALL=C sort)
out_is "bin/ouro 755
include/ouro.h 644
lib/libouro.a 644
share/bash-completion/completions/ouro 644
share/doc/ouro/README.md 644
share/doc/ouro/copyright 644
share/man/man1/ouro.1.gz 644"
run "$at/bin/ouro" -c 'import sys; print(sys.executable)'
out_is "$at/bin/ouro"

# --- the manual page has every option, and troff has nothing to complain of ---
gzip -dc "$at/share/man/man1/ouro.1.gz" >"$tmp/ouro.1"
if command -v groff >/dev/null; then
    run groff -man -ww -z -Tutf8 "$tmp/ouro.1"
    status_is 0
    err_is ""
fi
if command -v mandoc >/dev/null; then
    run mandoc -Tlint -Wwarning "$tmp/ouro.1"
    status_is 0
fi
if command -v man >/dev/null; then
    run env MANWIDTH=100 LC_ALL=C man --warnings -P cat -l "$tmp/ouro.1"
    status_is 0
    err_is ""
    out=$(printf '%s' "$out" | col -b 2>/dev/null || printf '%s' "$out")
    tab=$(printf '\t')
    "$at/bin/ouro" --list-options >"$tmp/rows"
    "$at/bin/ouro" test --list-options >>"$tmp/rows"
    while IFS=$tab read -r kind first second _ variable _; do
        case $kind in
            option)
                for word in "$first" "$second" "$variable"; do
                    if [ "$word" != - ]; then out_has "$word"; fi
                done ;;
            command) out_has "ouro $first" ;;
            heap) out_has "$first" ;;
            x) out_has "-X $first" ;;
            variable) out_has "$first" ;;
        esac
    done <"$tmp/rows"
fi

# --- completion ---
cat >"$tmp/complete.bash" <<'END'
# Prints what bash would offer for the last of the words.
PATH=$1:$PATH
source "$1/../share/bash-completion/completions/ouro"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
compopt() { :; }
_ouro ouro
printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort
END
mkdir -p "$tmp/work/package" "$tmp/work/folder name"
touch "$tmp/work/one.py" "$tmp/work/two.py" "$tmp/work/package/__init__.py"
complete() { # WORDS...
    run env -C "$tmp/work" bash "$tmp/complete.bash" "$at/bin" "$@"
}
if command -v bash >/dev/null; then
    complete ouro --max-
    out_is "--max-depth
--max-memory
--max-steps
--max-time"
    complete ouro --gc-l
    out_is --gc-log
    complete ouro he
    out_is heap
    complete ouro --gc-stress o
    out_is one.py
    complete ouro ''
    out_has "folder name"
    out_has test
    complete ouro -m pack
    out_is package
    complete ouro -m itert
    out_is itertools
    complete ouro -m argp
    out_is argparse
    complete ouro --tokens tw
    out_is two.py
    complete ouro --profile = o
    out_is one.py
    complete ouro -X tracem
    out_is tracemalloc
    complete ouro -W err
    out_is error
    complete ouro one.py --t
    out_is ""
    complete ouro -c 'print()' tw
    out_is two.py
    complete ouro heap o
    out_is one.py
    complete ouro heap one.py ''
    out_is "diff
page
top
why"
    complete ouro heap one.py diff tw
    out_is two.py
    complete ouro test --sh
    out_is --shuffle
    complete ouro test tw
    out_is two.py
    complete ouro test -x tw
    out_is two.py
    complete ouro test --shuffle tw
    out_is ""
    complete ouro test --junit tw
    out_is two.py
fi

# --- an embedder ---
cat >"$tmp/embed.c" <<'END'
#include <ouro.h>
int main(void)
{
    OuroVM *vm = ouro_new(0);
    return ouro_free(vm, ouro_run_text(vm, "raise SystemExit(3 + 4)", 23, "<embedded>"));
}
END
what='linking with libouro.a'
if "${CC:-gcc}" -no-pie -I "$at/include" -o "$tmp/embed" "$tmp/embed.c" -L "$at/lib" -louro \
    -l:libgmp.a -l:libutf8proc.a -l:libpcre2-32.a -l:libz.a -lm 2>"$tmp/.err"; then
    right
    run "$tmp/embed"
    status_is 7
else
    err=$(cat "$tmp/.err")
    wrong "doesn't link"
fi

# --- uninstall ---
what='make uninstall'
if ${MAKE:-make} -s uninstall DESTDIR="$root" >"$tmp/.out" 2>"$tmp/.err"; then right; else
    wrong "make uninstall fails"
fi
out=$(cd "$root" && find . -type f)
out_is ""
out=$(ls "$at/share/doc")
out_is other

finish
