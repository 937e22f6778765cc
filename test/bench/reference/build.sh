#!/bin/sh
# Builds the reference programs into the folder named first. Needs a C compiler.
set -e
OUT=$1
cd "$(dirname "$0")"
CC=${CC:-cc}
$CC -O3 -march=native -o "$OUT/w1" w1.c -lm
for sched in 1 3; do $CC -O3 -march=native -DSCHED=$sched -o "$OUT/w2_$sched" w2.c -lm; done
$CC -O3 -march=native -DSCHED=3 -DKT=20 -o "$OUT/w2_trees20" w2_scale.c -lm
$CC -O3 -march=native -o "$OUT/w3" w3.c -lm
