# Completion of ouro for bash: options, tools, modules and files. The program itself says what
# options it has (ouro --list-options, ouro test --list-options), so this file knows none.

_ouro_rows() # KIND [TOOL]: the rows of the list, without the kind
{
    "$_ouro" ${2:+"$2"} --list-options 2>/dev/null | sed -n "s/^$1	//p"
}

# Does the option want a word of its own? Prints what it wants, such as FILE.
_ouro_operand() # OPTION [TOOL]
{
    _ouro_rows option ${2:+"$2"} | while IFS=$'\t' read -r letter name argument _; do
        [[ $1 == "$letter" || $1 == "$name" ]] || continue
        [[ $argument == - || $argument == \[* ]] || printf '%s' "$argument"
        break
    done
}

_ouro_modules()
{
    _ouro_rows module
    "$_ouro" -c 'import pkgutil, sys
names = {m.name for m in pkgutil.iter_modules([""] + sys.path)}
print(*names.union(sys.builtin_module_names), sep="\n")' 2>/dev/null
}

_ouro_files()
{
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

_ouro_words() # WORD CANDIDATES
{
    local IFS=$'\n'
    mapfile -t COMPREPLY < <(compgen -W "$2" -- "$1")
}

# The operand that the words before ask for, or the program that they have named.
_ouro_state() # sets `wanted`, `program`, and `behind`: how many words are behind the program
{
    local i word
    wanted='' program='' behind=0
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $wanted ]]; then
            if [[ $wanted == CODE || $wanted == MODULE ]]; then program=$word; fi
            if [[ $word != = ]]; then wanted=''; fi
        elif [[ $word == -* && $word != - ]]; then
            wanted=$(_ouro_operand "$word")
        elif [[ $word != = ]]; then
            program=$word
        fi
        if [[ $program ]]; then behind=$((COMP_CWORD - i - 1)); return; fi
    done
}

# Behind `ouro test`: its options, and files.
_ouro_test() # WORD THE-ONE-BEFORE
{
    if [[ $1 == -* ]]; then
        _ouro_words "$1" "$(_ouro_rows option test | cut -f1,2 | tr '\t' '\n')"
    elif [[ $2 != -* || -z $(_ouro_operand "$2" test) || $2 == --junit ]]; then
        _ouro_files "$1"
    fi
}

# Behind `ouro heap`: a file, then what it is asked for, then perhaps a file again.
_ouro_heap() # WORD HOW-MANY-BEFORE
{
    if [[ $2 == 1 ]]; then
        _ouro_words "$1" "$(_ouro_rows heap | cut -f1)"
    else
        _ouro_files "$1"
    fi
}

_ouro()
{
    local _ouro=$1 current=${COMP_WORDS[COMP_CWORD]} wanted program behind
    COMPREPLY=()
    _ouro_state
    if [[ $current == = ]]; then current=''; fi
    case $program in
        '') ;;
        test) _ouro_test "$current" "${COMP_WORDS[COMP_CWORD - 1]}"; return ;;
        heap) _ouro_heap "$current" "$behind"; return ;;
        *) _ouro_files "$current"; return ;;
    esac
    case $wanted in
        MODULE) _ouro_words "$current" "$(_ouro_modules)" ;;
        OPTION) _ouro_words "$current" "$(_ouro_rows x | cut -f1)" ;;
        ACTION)
            _ouro_words "$current" "$(printf '%s\n' default error always module once ignore)" ;;
        FILE) _ouro_files "$current" ;;
        '')
            if [[ $current == -* ]]; then
                _ouro_words "$current" "$(_ouro_rows option | cut -f1,2 | tr '\t' '\n')"
                return
            fi
            _ouro_files "$current"
            local files=("${COMPREPLY[@]}")
            _ouro_words "$current" "$(_ouro_rows command | cut -f1)"
            COMPREPLY+=("${files[@]}") ;;
    esac
}

complete -F _ouro ouro
