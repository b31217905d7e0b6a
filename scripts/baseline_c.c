/*
 * The floor: the whole training step as one loop over the samples, with every size but the batch
 * known to the compiler, so that the weights, a sample and the gradients stay in registers.
 *
 * Compiled by baseline_c.sh for one network, precision and method:
 *   REAL      float or double
 *   INPUTS, HIDDEN, OUTPUTS
 *   BIAS      0 or 1
 *   NOTEBOOK  1 for the original's bias version: its mask is taken before the bias is added, and
 *             the gradients of the biases are divided by the batch
 *   ADAM      0 for gradient descent
 *
 * Speaks the protocol of baseline_worker.py: a line on standard input is answered by a line of
 * JSON. A problem file is made by baseline_problem.py.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STEPS_BETWEEN_RESTARTS 500
/* The vectors of a sample's values start at multiples of this many bytes. */
#define ALIGNMENT 64

typedef struct {
  REAL w1[INPUTS][HIDDEN], b1[HIDDEN], w2[HIDDEN][OUTPUTS], b2[OUTPUTS];
} Parameters;

#define PARAMETERS (sizeof(Parameters) / sizeof(REAL))

static size_t batch;
static size_t stride; /* from one input's values to the next one's */
static REAL *x, *y;   /* a row per input or output, a column per sample */
static Parameters starting, parameters, first_moment, second_moment;
static REAL learning_rate;
static double beta1_power, beta2_power;

static void restart(void) {
  parameters = starting;
  memset(&first_moment, 0, sizeof first_moment);
  memset(&second_moment, 0, sizeof second_moment);
  beta1_power = beta2_power = 1.0;
}

static void descend(const Parameters *gradient) {
  REAL *p = (REAL *)&parameters;
  const REAL *g = (const REAL *)gradient;
#if ADAM
  const double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  REAL *m = (REAL *)&first_moment, *v = (REAL *)&second_moment;
  beta1_power *= beta1;
  beta2_power *= beta2;
  const REAL rate = (REAL)(learning_rate / (1.0 - beta1_power));
  const REAL scale = (REAL)(1.0 / sqrt(1.0 - beta2_power));
  for (size_t i = 0; i < PARAMETERS; i++) {
    m[i] += (REAL)(1.0 - beta1) * (g[i] - m[i]);
    v[i] = (REAL)beta2 * v[i] + (REAL)(1.0 - beta2) * g[i] * g[i];
    const REAL root = sizeof(REAL) == 4 ? (REAL)sqrtf((float)v[i]) : (REAL)sqrt(v[i]);
    p[i] -= rate * m[i] / (root * scale + (REAL)epsilon);
  }
#else
  for (size_t i = 0; i < PARAMETERS; i++) p[i] -= learning_rate * g[i];
#endif
}

/* One training step; returns the loss before the update. Never inlined: no step may be computed
 * together with the next. */
__attribute__((noinline)) static REAL step(void) {
  const Parameters p = parameters;
  Parameters g = {0};
  REAL loss = 0;
  const REAL *restrict xs = __builtin_assume_aligned(x, ALIGNMENT);
  const REAL *restrict ys = __builtin_assume_aligned(y, ALIGNMENT);
  const size_t samples = batch, next = stride;
  for (size_t s = 0; s < samples; s++) {
    REAL mask[HIDDEN], r[HIDDEN], d_out[OUTPUTS];
#pragma GCC unroll 64
    for (int j = 0; j < HIDDEN; j++) {
      REAL h = 0;
#pragma GCC unroll 64
      for (int i = 0; i < INPUTS; i++) h += xs[i * next + s] * p.w1[i][j];
      mask[j] = h;
      if (BIAS) h += p.b1[j];
      if (!NOTEBOOK) mask[j] = h;
      r[j] = h > 0 ? h : 0;
    }
#pragma GCC unroll 64
    for (int k = 0; k < OUTPUTS; k++) {
      REAL out = BIAS ? p.b2[k] : 0;
#pragma GCC unroll 64
      for (int j = 0; j < HIDDEN; j++) out += r[j] * p.w2[j][k];
      const REAL difference = out - ys[k * next + s];
      loss += difference * difference;
      d_out[k] = 2 * difference;
      if (BIAS) g.b2[k] += d_out[k];
    }
#pragma GCC unroll 64
    for (int j = 0; j < HIDDEN; j++) {
      REAL d_h = 0;
#pragma GCC unroll 64
      for (int k = 0; k < OUTPUTS; k++) {
        d_h += d_out[k] * p.w2[j][k];
        g.w2[j][k] += r[j] * d_out[k];
      }
      d_h = mask[j] >= 0 ? d_h : 0;
      if (BIAS) g.b1[j] += d_h;
#pragma GCC unroll 64
      for (int i = 0; i < INPUTS; i++) g.w1[i][j] += xs[i * next + s] * d_h;
    }
  }
  if (NOTEBOOK) {
    for (int j = 0; j < HIDDEN; j++) g.b1[j] /= (REAL)samples;
    for (int k = 0; k < OUTPUTS; k++) g.b2[k] /= (REAL)samples;
  }
  descend(&g);
  return loss;
}

static void fail(const char *message, const char *what) {
  fprintf(stderr, "baseline_c: %s%s\n", message, what);
  exit(2);
}

/* Row-major float64 values into rows of REAL; stored transposed, a column a row, if column > 0. */
static void read_values(FILE *file, REAL *to, size_t rows, size_t columns, size_t column) {
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < columns; c++) {
      double value;
      if (fread(&value, sizeof value, 1, file) != 1) fail("the problem file is too short", "");
      to[column ? c * column + r : r * columns + c] = (REAL)value;
    }
  }
}

static REAL *allocate(size_t values) {
  const size_t bytes = (values * sizeof(REAL) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  REAL *memory = aligned_alloc(ALIGNMENT, bytes);
  if (!memory) fail("not enough memory", "");
  memset(memory, 0, bytes);
  return memory;
}

static void load(const char *path) {
  FILE *file = fopen(path, "rb");
  int64_t sizes[6]; /* layers, inputs, hidden, outputs, rows, batch */
  if (!file) fail("cannot read ", path);
  if (fread(sizes, sizeof sizes, 1, file) != 1) fail("the problem file is too short", "");
  if (sizes[0] != 2 || sizes[1] != INPUTS || sizes[2] != HIDDEN || sizes[3] != OUTPUTS) {
    fail("was compiled for another shape than that of ", path);
  }
  if (sizes[4] != sizes[5]) fail("takes one batch only, not the minibatches of ", path);
  free(x);
  free(y);
  batch = (size_t)sizes[4];
  stride = (batch * sizeof(REAL) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT / sizeof(REAL);
  x = allocate(INPUTS * stride);
  y = allocate(OUTPUTS * stride);
  read_values(file, x, batch, INPUTS, stride);
  read_values(file, y, batch, OUTPUTS, stride);
  read_values(file, &starting.w1[0][0], INPUTS, HIDDEN, 0);
  read_values(file, starting.b1, 1, HIDDEN, 0);
  read_values(file, &starting.w2[0][0], HIDDEN, OUTPUTS, 0);
  read_values(file, starting.b2, 1, OUTPUTS, 0);
  fclose(file);
  restart();
}

static double now(clockid_t clock) { /* nanoseconds */
  struct timespec time;
  clock_gettime(clock, &time);
  return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

/* Steps for that long, in chunks that grow while the clock would be read too often; returns the
 * nanoseconds per step. */
static double iteration(double nanoseconds, long *chunk, long *steps_left) {
  static volatile REAL sink;
  long steps = 0;
  const double start = now(CLOCK_MONOTONIC);
  double before = start;
  for (;;) {
    for (long n = 0; n < *chunk; n++) {
      if (--*steps_left < 0) {
        restart();
        *steps_left = STEPS_BETWEEN_RESTARTS - 1;
      }
      sink = step();
    }
    steps += *chunk;
    const double after = now(CLOCK_MONOTONIC);
    if (after - start >= nanoseconds) return (after - start) / (double)steps;
    if (after - before < nanoseconds / 200) *chunk *= 2;
    before = after;
  }
}

static void answer_training(int steps) {
  printf("{\"losses\": [");
  for (int n = 0; n < steps; n++) printf("%s%.17g", n ? ", " : "", (double)step());
  printf("]}\n");
}

static void answer_measurement(int warmups, double warmup, int iterations, double time) {
  long chunk = 1, steps_left = STEPS_BETWEEN_RESTARTS;
  for (int n = 0; n < warmups; n++) iteration(1e6 * warmup, &chunk, &steps_left);
  const double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  printf("{\"scores\": [");
  for (int n = 0; n < iterations; n++) {
    printf("%s%.17g", n ? ", " : "", iteration(1e6 * time, &chunk, &steps_left));
  }
  printf("], \"cpus\": %.3f}\n",
         (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (now(CLOCK_MONOTONIC) - wall));
}

int main(void) {
  static char line[4352], path[4096];
  while (fgets(line, sizeof line, stdin)) {
    int at = 0, steps, warmups, iterations;
    double rate, warmup, time;
    if (sscanf(line, "train %lf %d %n", &rate, &steps, &at) == 2 && at) {
      if (sscanf(line + at, "%4095[^\n]", path) != 1) fail("no problem in: ", line);
      learning_rate = (REAL)rate;
      load(path);
      answer_training(steps);
    } else if (sscanf(line, "measure %lf %d %lf %d %lf %n", &rate, &warmups, &warmup, &iterations,
                      &time, &at) == 5 && at) {
      if (sscanf(line + at, "%4095[^\n]", path) != 1) fail("no problem in: ", line);
      learning_rate = (REAL)rate;
      load(path);
      answer_measurement(warmups, warmup, iterations, time);
    } else {
      fail("does not understand: ", line);
    }
    fflush(stdout);
  }
  return 0;
}
