# manual.awk: fills the manual page's @...@ lines with what `ouro --list-options` says, and
# `ouro test --list-options` in rows "test-option".
# usage: awk -v version=VERSION -f manual.awk LIST ouro.1.in
BEGIN { FS = "\t" }

function plain(text) { gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); return text }

# .TP, the words of an option, and its help.
function entry(words, help) { return ".TP\n" words "\n" plain(help) ".\n" }

function argument_of(text) {
    if (text == "-") return ""
    if (text ~ /^\[/) return "\\fR" plain(text)
    return "\\fR \\fI" plain(text)
}

function option(letter, name, argument) {
    return (letter == "-" ? "" : "\\fB" plain(letter) (name == "-" ? "" : "\\fR, ")) \
         (name == "-" ? "" : "\\fB" plain(name)) argument_of(argument) "\\fR"
}

FNR == 1 { file++ }
file == 1 && $1 == "option" {
    options = options entry(option($2, $3, $4), $6)
    if ($5 != "-") variables = variables entry("\\fB" $5 "\\fR", "As " ($3 == "-" ? $2 : $3))
}
file == 1 && $1 == "test-option" { test = test entry(option($2, $3, $4), $6) }
file == 1 && $1 == "heap" { heap = heap entry("\\fB" $2 "\\fR \\fI" plain($3) "\\fR", $4) }
file == 1 && $1 == "command" {
    synopsis = synopsis ".br\n.B ouro " $2 "\n.RI \"" plain($3) "\"\n"
    commands = commands entry("\\fB" $2 "\\fR \\fI" plain($3) "\\fR", $4)
}
file == 1 && $1 == "x" {
    value = $3 == "-" ? "" : ($3 ~ /^\[/ ? $3 : "=" $3)
    x = x entry("\\fB\\-X " $2 "\\fR" plain(value), $4)
}
file == 1 && $1 == "variable" { variables = variables entry("\\fB" $2 "\\fR", $3) }

file == 2 {
    gsub(/@VERSION@/, version)
    if ($0 == "@SYNOPSIS@") printf "%s", synopsis
    else if ($0 == "@COMMANDS@") printf "%s", commands
    else if ($0 == "@OPTIONS@") printf "%s", options
    else if ($0 == "@TEST@") printf "%s", test
    else if ($0 == "@HEAP@") printf "%s", heap
    else if ($0 == "@X@") printf "%s", x
    else if ($0 == "@VARIABLES@") printf "%s", variables
    else print
}
