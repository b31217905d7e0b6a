#!/usr/bin/env bash
# Measures a run's training steps outside the JVM (PyTorch, JAX, a C loop), and its trainings to a target (PyTorch), in
# rounds with the JVM's own backends, and says which are not available:   scripts/baselines.sh bench-results/my-run   (--help lists the options)
# Needs scripts/requirements-baselines.txt for Python and gcc for C. PYTHON names another Python.
set -euo pipefail
exec "${PYTHON:-python3}" "$(dirname "$0")/baselines.py" "$@"
