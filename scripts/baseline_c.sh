#!/usr/bin/env bash
# The lower bound: one fused C loop (baseline_c.c), as a baseline.
#
#   scripts/baseline_c.sh RUN [OPTION…]      measures it for a run's training steps, like baselines.sh
#   scripts/baseline_c.sh --compile FILE -DREAL=float -DINPUTS=3 …     builds the program
#   scripts/baseline_c.sh --version          the compiler and its flags
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
compiler=${CC:-gcc}
flags=(-std=c11 -O3 -march=native -ffast-math)

case "${1:-}" in
  --compile) exec "$compiler" "${flags[@]}" "${@:3}" -o "$2" "$scripts/baseline_c.c" -lm ;;
  --version) version=$("$compiler" --version) && printf '%s\n%s\n' "${version%%$'\n'*}" "${flags[*]}" ;;
  *) exec "${PYTHON:-python3}" "$scripts/baselines.py" --baselines c "$@" ;;
esac
