#!/usr/bin/env bash
# Measures a run's training steps outside the JVM (PyTorch, JAX, a C loop), its trainings to a target (PyTorch), and its
# matrix products (libxsmm, Eigen, OpenBLAS, MKL), in rounds with the JVM's own backends, and says which are not available:
#   scripts/baselines.sh bench-results/my-run   (--help lists the options)
# Needs scripts/requirements-baselines.txt for Python, gcc for C and g++ for the products; what else is missing, it says.
# PYTHON names another Python, CXX another C++ compiler.
set -euo pipefail
exec "${PYTHON:-python3}" "$(dirname "$0")/baselines.py" "$@"
