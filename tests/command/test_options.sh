#!/bin/sh
# The options of ouro test, what it says of wrong ones, and where its reports go.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell
enter_tmp

cat >test_two.py <<'PY'
def test_passes(): pass
def test_fails(): assert [1] == [2]
PY

mistaken() { # MESSAGE ARGUMENTS...
    message=$1
    shift
    run "$ouro" test "$@"
    status_is 2
    out_is ""
    err_is "ouro test: $message"
}
wrong_option() { # MESSAGE ARGUMENTS...
    message=$1
    shift
    mistaken "$message
Try 'ouro test --help'." "$@"
}

# ---- mistakes: a line, status 2, and no test is run ----
for number in 0 -1 x '' 1.5; do
    wrong_option "option --repeat: '$number' isn't a number of at least 1" --repeat "$number"
    wrong_option "option --durations: '$number' isn't a number of at least 1" "--durations=$number"
done
wrong_option "option --format: 'txt' isn't text or tap; did you mean text?" --format txt
wrong_option "option --color: 'alwasy' isn't auto, always or never; did you mean always?" \
    --color=alwasy
wrong_option "option --by: 'nobody' isn't refcount or gc" --by nobody
wrong_option "option --list takes no argument" --list=1
wrong_option "unknown option '--repaet'; did you mean --repeat?" --repaet 3
wrong_option "unknown option '--last-faild'; did you mean --last-failed?" --last-faild
wrong_option "unknown option '--zzzz'" --zzzz
wrong_option "unknown option '-Z'" -vZ
mistaken "there is no file or folder 'test_tow.py'; did you mean test_two.py?" test_tow.py
mistaken "there is no test 'test_two.py::test_pases'; did you mean test_passes?" \
    test_two.py::test_pases
for words in '' '(' 'a and' 'or' 'not' 'a b' '(a'; do
    mistaken "wrong expression for -k: '$words'" -k "$words"
done

# Every option that needs an argument says so; each has its line of help on a screen of 80 columns.
run "$ouro" test --help
status_is 0
help=$out
what='ouro test --help'
if printf '%s\n' "$help" | grep -q '.\{81\}'; then wrong "more than 80 columns"; else right; fi
tab=$(printf '\t')
run "$ouro" test --list-options
status_is 0
cp .out rows
while IFS=$tab read -r _ letter name argument _ line; do
    word=$name
    if [ "$word" = - ]; then word=$letter; fi
    case $help in *"$word"*"$line"*) right ;; *) wrong "--help lacks $word" ;; esac
    case $argument in
        - | '['*) ;;
        *) wrong_option "option $word needs an argument: $argument" "$word" ;;
    esac
done <rows

# ---- words in all the forms they may have ----
same() { # ARGUMENTS...: as -xv --repeat 2
    run "$ouro" test --format text "$@" test_two.py
    status_is 1
    out_has "passed test_two.py::test_passes
passed test_two.py::test_passes
FAILED test_two.py::test_fails"
    out_has "2 passed, 1 failed"
}
same -xv --repeat 2
same -vx --repeat=2
same --stop --verbose --repeat 2
run "$ouro" test --list -kpass
out_is "test_two.py::test_passes"
# The number of --durations may be left out; a path is none.
run "$ouro" test --durations test_two.py
status_is 1
out_has " ms  test_two.py::test_passes"
mkdir -- -k
cp test_two.py ./-k/test_odd.py
run "$ouro" test --list -- -k
out_is "-k/test_odd.py::test_passes
-k/test_odd.py::test_fails"

# ---- reports that can't be written ----
mistaken "can't write 'nowhere/x': No such file or directory" --junit nowhere/x
mistaken "can't write '-k': Is a directory" --junit -k
for arguments in '' '--format text' --list --help; do
    what="ouro test $arguments >/dev/full"
    # shellcheck disable=SC2086
    "$ouro" test $arguments test_two.py >/dev/full 2>.err
    status=$?
    err=$(cat .err)
    status_is 1
    err_is "ouro test: can't write to standard output: No space left on device"
done
run "$ouro" test --junit /dev/full test_two.py
status_is 1
err_is "ouro test: can't write '/dev/full': No space left on device"
out_has "# 1 passed, 1 failed"
what='a device is no file to be replaced'
if [ -c /dev/full ]; then right; else wrong "it is gone"; fi
run sh -c "'$ouro' test test_two.py | head -1"
out_is "TAP version 14"
err_is ""
run sh -c "exec '$ouro' test --format text test_two.py >&-"
status_is 1
err_is ""

# ---- JUnit: failures, errors, what is skipped and what is expected ----
cat >test_outcomes.py <<'PY'
from memtest import expected_failure, fixture, skip, track
kept = []
@fixture
def broken(): assert False, "no"
@fixture
def broken_in_the_end():
    yield 1
    raise OSError("late")
def setup_module(): print("for all")
def teardown_module(): raise LookupError("at the very end")
def test_passes(): print(1)
def test_fails(): assert kept
def test_leaks(): kept.append([1])
def test_raises(): {}[1]
def test_broken(broken): pass
def test_broken_in_the_end(broken_in_the_end): pass
@expected_failure("bug 7")
def test_expected(): assert False
@expected_failure
def test_expected_error(): raise OSError("a <b> & \"c\"")
@expected_failure("bug 8")
def test_unexpected(): pass
@skip("not here")
def test_skipped(): pass
def test_odd_text():
    print("\x00\x1b[31m]]>")
    assert "\x00\ud800" == "<&>", "]]>"
PY
run "$ouro" test --junit report.xml test_outcomes.py
status_is 1
python=$(command -v python3.11)
if [ -n "$python" ]; then
    run "$python" "$root/tests/formats/junit.py" report.xml
    status_is 0
    out_is 'test_passes system-out
test_fails failure AssertionError: []
test_leaks failure leak: list of 1, made at test_outcomes.py:13
test_raises error KeyError: 1
test_broken error setup failed: AssertionError: no
test_broken_in_the_end error teardown failed: OSError: late
test_expected skipped pytest.xfail bug 7
test_expected_error skipped pytest.xfail OSError: a <b> & "c"
test_unexpected failure it passed, but was expected to fail: bug 8
test_skipped skipped pytest.skip not here
test_odd_text failure system-out AssertionError: ]]>
(teardown) error teardown_module failed: LookupError: at the very end
1 passing, 4 failures, 4 errors, 3 skipped'
fi

finish
