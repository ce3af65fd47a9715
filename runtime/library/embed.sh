#!/bin/sh
# Writes C: the table of library.h with the Python files given as arguments, compressed. A file's name
# is its module's; dots in it separate packages.
set -e

echo '// Made by runtime/library/embed.sh. Do not edit.'
echo '#include "runtime/library.h"'
for path in "$@"; do
    module=$(basename "$path" .py)
    name=$(echo "$module" | tr . _)
    echo
    echo "static const unsigned char source_$name[] = {"
    gzip -9 -n -c "$path" | od -An -v -tu1 | awk '{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }'
    echo '0 };'
done
echo
echo 'const OuLibraryFile ou_library_files[] = {'
for path in "$@"; do
    module=$(basename "$path" .py)
    name=$(echo "$module" | tr . _)
    length=$(wc -c < "$path")
    echo "    { \"$module\", source_$name, sizeof source_$name - 1, $length },"
done
echo '    { 0, 0, 0, 0 },'
echo '};'
