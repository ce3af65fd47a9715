#!/bin/sh
# Random graphs, changed by a program with finalizers, weak references and collections of all kinds:
# nothing that can be reached dies, and nothing else lives for long. OURO_STRESS times as many seeds.
cd "$(dirname "$0")/../.." || exit 2
. tests/shell

seeds=10
operations=10000
case $OURO in *asan*|*debug*) seeds=4 operations=5000 ;; esac
seed=0
while [ $seed -lt $((seeds * ${OURO_STRESS:-1})) ]; do
    run "$OURO" tests/stress/random_graph.py $seed $operations
    status_is 0
    out_is fine
    seed=$((seed + 1))
done

finish
