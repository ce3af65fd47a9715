#!/bin/sh
# ouro test on a terminal: tests/terminal reads the screen.
cd "$(dirname "$0")/../.." || exit 2
python=/usr/bin/python3.11
[ -x "$python" ] || python=$(command -v python3.11)
[ -n "$python" ] || { echo "python3.11 isn't installed: 0 passed, 0 failed"; exit 0; }
exec "$python" tests/terminal/testing.py
