#!/bin/sh
# What the command line says about itself: --help on one screen, --help-env, suggestions for what
# is mistyped; every option is where it should be, and variables do what their options do.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

tab=$(printf '\t')
"$OURO" --list-options >"$tmp/rows"
# Every row of the table is read here, so there is no second list of options to keep.
rows() { # KIND
    grep "^$1$tab" "$tmp/rows" | cut -f2-
}

run "$OURO" --help
status_is 0
help=$out
what='--help is one screen, with a line left for the prompt'
if [ "$(printf '%s\n' "$help" | wc -l)" -le 23 ]; then right; else wrong "more than 23 lines"; fi
if printf '%s\n' "$help" | grep -q '.\{81\}'; then wrong "more than 80 columns"; else right; fi
what='the columns of --help are apart'
if printf '%s\n' "$help" | sed 1,5d | grep -qv '^  [^ ].*[^ ]  .*[^ ]'; then wrong "$help"; else right; fi
run "$OURO" -h
out_is "$help"
run "$OURO" --help-env
status_is 0
environment=$out
what='--help-env fits'
if printf '%s\n' "$environment" | grep -q '.\{81\}'; then wrong "wide lines"; else right; fi

has() { # TEXT PART
    case $1 in *"$2"*) right ;; *) wrong "lacks $2" ;; esac
}

what='the options in --help and --help-env'
rows option >"$tmp/options"
while IFS=$tab read -r letter name _ variable help_line; do
    if [ "$letter" != - ]; then has "$help" "$letter"; fi
    if [ "$name" != - ]; then has "$help" "$name"; fi
    if [ "$variable" != - ]; then has "$environment" "$variable"; fi
    if [ -n "$help_line" ]; then right; else wrong "no help for $letter $name"; fi
done <"$tmp/options"
rows command >"$tmp/commands"
while IFS=$tab read -r name _; do
    has "$help" "$(printf '\n       ouro %s ' "$name")"
    run "$OURO" "$name" --help
    status_is 0
    out_has "usage: ouro"
done <"$tmp/commands"

# An option that needs an argument says so; one that takes none, too.
while IFS=$tab read -r letter name argument _; do
    word=$letter
    if [ "$word" = - ]; then word=$name; fi
    case $argument in
        -)  if [ "$name" != - ]; then
                run "$OURO" "$name=x" -c pass
                status_is 2
                err_has "option $name takes no argument"
            fi ;;
        '['*) ;;
        *)  run "$OURO" "$word"
            status_is 2
            err_has "Argument expected for the $word option" ;;
    esac
done <"$tmp/options"

# --- mistyped ---
run "$OURO" --gc-lgo
status_is 2
err_has "unknown option --gc-lgo; did you mean --gc-log?"
run "$OURO" --max-memroy=64M
err_has "unknown option --max-memroy; did you mean --max-memory?"
run "$OURO" --hepl
err_has "did you mean --help?"
run "$OURO" --something-else
status_is 2
what='nothing is near'
case $err in *"did you mean"*) wrong "a far suggestion" ;; *) right ;; esac
run "$OURO" "--$(printf '%0500d' 0)"
status_is 2
run "$OURO" haep x.heapsnapshot
status_is 2
err_has "can't open file"
err_last_is "ouro: did you mean \`ouro heap'?"
run "$OURO" "$tmp/nothing.py"
err_lines_are 1

# --- a tool's name counts more than a file's ---
ouro=$(realpath "$OURO")
printf 'print("the file")\n' >"$tmp/heap"
run env -C "$tmp" "$ouro" ./heap
out_is "the file"
run env -C "$tmp" "$ouro" -- heap
out_is "the file"
run env -C "$tmp" "$ouro" heap
status_is 2
err_has "ouro heap: which file?"

# --- variables ---
flags='import sys; print(sys.flags.optimize, sys.flags.safe_path)'
run env OURO_OPTIMIZE=2 OURO_SAFE_PATH=1 "$OURO" -c "$flags"
out_is "2 True"
run env OURO_OPTIMIZE=yes OURO_SAFE_PATH=0 "$OURO" -c "$flags"
out_is "1 False"
run env OURO_OPTIMIZE=2 "$OURO" -O -c "$flags"
out_is "1 False"
run env OURO_OPTIMIZE=2 "$OURO" -E -c "$flags"
out_is "0 False"
run env OURO_OPTIMIZE=2 "$OURO" -I -c "$flags"
out_is "0 True"
run env OURO_MAX_MEMORY=32M "$OURO" -c 'b = bytes(64 << 20)'
status_is 1
err_last_is MemoryError
run env OURO_MAX_MEMORY=32M "$OURO" --max-memory 1G -c 'b = bytes(64 << 20)'
status_is 0
run env OURO_MAX_MEMORY=much "$OURO" -c pass
status_is 2
err_has "option --max-memory: not a number: much"
run env OURO_GC_LOG="$tmp/log" "$OURO" -c 'import gc; gc.collect()'
status_is 0
what='OURO_GC_LOG writes a log'
if [ -s "$tmp/log" ]; then right; else wrong "no log"; fi

finish
