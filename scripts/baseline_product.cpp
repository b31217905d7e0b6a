/*
 * Matrix products by a library outside the JVM: the floors of KernelBenchmark's products.
 *
 * Compiled by baseline_floors.py for one library: LIBXSMM, EIGEN or OPENBLAS is defined. All sizes
 * are known at run time only, as they are to the JVM. Matrices are stored as `blas` stores its own:
 * column-major, without gaps.
 *
 *   PROGRAM --version             the library's version and what it was built for
 *   PROGRAM f32 multiply          reads lines from standard input, as baseline_worker.py does:
 *     product PROBLEM                           {"result": [the product, column-major]}
 *     measure WARMUPS MS ITERATIONS MS PROBLEM  {"scores": [nanoseconds per product, by iteration],
 *                                                "cpus": …}
 *
 * PROBLEM is a file of baseline_product.py.
 */
#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <random>
#include <string>
#include <vector>

[[noreturn]] static void fail(const std::string &message) {
  std::fprintf(stderr, "baseline_product: %s\n", message.c_str());
  std::exit(2);
}

struct Sizes {
  int m, k, n;
  bool left_transposed, right_transposed;
  int left_rows() const { return left_transposed ? k : m; }
  int right_rows() const { return right_transposed ? n : k; }
};

/* A library has a Product<Real>, made once from the sizes, whose call computes C. */

#if defined(LIBXSMM)
#include <libxsmm.h>

static std::string version() {
  libxsmm_init();
  return std::string("libxsmm " LIBXSMM_VERSION ", code for ") + libxsmm_get_target_arch();
}

static libxsmm_smmfunction dispatch(const Sizes &s, int *ld, const float *one, const float *zero,
                                    const int *flags) {
  return libxsmm_smmdispatch(s.m, s.n, s.k, &ld[0], &ld[1], &ld[2], one, zero, flags, nullptr);
}

static libxsmm_dmmfunction dispatch(const Sizes &s, int *ld, const double *one, const double *zero,
                                    const int *flags) {
  return libxsmm_dmmdispatch(s.m, s.n, s.k, &ld[0], &ld[1], &ld[2], one, zero, flags, nullptr);
}

template <typename Real>
struct Product {
  using Code = decltype(dispatch(Sizes(), nullptr, static_cast<const Real *>(nullptr), nullptr,
                                 nullptr));
  Code code;

  explicit Product(const Sizes &s) {
    int leading[] = {s.left_rows(), s.right_rows(), s.m};
    const Real one = 1, zero = 0;
    const int flags = (s.left_transposed ? LIBXSMM_GEMM_FLAG_TRANS_A : 0) |
                      (s.right_transposed ? LIBXSMM_GEMM_FLAG_TRANS_B : 0);
    code = dispatch(s, leading, &one, &zero, &flags);
    if (!code) fail("libxsmm generates no code for this product");
  }

  void operator()(const Real *a, const Real *b, Real *c) const { code(a, b, c); }
};

#elif defined(EIGEN)
#include <Eigen/Core>

static std::string version() {
  return "Eigen " + std::to_string(EIGEN_WORLD_VERSION) + "." +
         std::to_string(EIGEN_MAJOR_VERSION) + "." + std::to_string(EIGEN_MINOR_VERSION) +
         ", code for " + Eigen::SimdInstructionSetsInUse();
}

template <typename Real>
struct Product {
  using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;
  using Read = Eigen::Map<const Matrix, Eigen::AlignedMax>;
  using Written = Eigen::Map<Matrix, Eigen::AlignedMax>;
  const Sizes s;

  explicit Product(const Sizes &sizes) : s(sizes) {}

  void operator()(const Real *left, const Real *right, Real *out) const {
    Written c(out, s.m, s.n);
    if (s.left_transposed) {
      c.noalias() = Read(left, s.k, s.m).transpose() * Read(right, s.k, s.n);
    } else if (s.right_transposed) {
      c.noalias() = Read(left, s.m, s.k) * Read(right, s.n, s.k).transpose();
    } else {
      c.noalias() = Read(left, s.m, s.k) * Read(right, s.k, s.n);
    }
  }
};

#elif defined(OPENBLAS)
/* Declared here, so that the library itself is enough: its headers are a package of their own. */
extern "C" {
char *openblas_get_config(void);
void openblas_set_num_threads(int);
void cblas_sgemm(int order, int left, int right, int m, int n, int k, float alpha, const float *a,
                 int lda, const float *b, int ldb, float beta, float *c, int ldc);
void cblas_dgemm(int order, int left, int right, int m, int n, int k, double alpha, const double *a,
                 int lda, const double *b, int ldb, double beta, double *c, int ldc);
}

static const int COLUMN_MAJOR = 102, AS_IT_IS = 111, TRANSPOSED = 112;

static std::string version() { return openblas_get_config(); }

template <typename Real>
struct Product {
  const Sizes s;

  explicit Product(const Sizes &sizes) : s(sizes) { openblas_set_num_threads(1); }

  void operator()(const Real *a, const Real *b, Real *c) const {
    const int left = s.left_transposed ? TRANSPOSED : AS_IT_IS;
    const int right = s.right_transposed ? TRANSPOSED : AS_IT_IS;
    if constexpr (sizeof(Real) == sizeof(float)) {
      cblas_sgemm(COLUMN_MAJOR, left, right, s.m, s.n, s.k, 1, a, s.left_rows(), b, s.right_rows(),
                  0, c, s.m);
    } else {
      cblas_dgemm(COLUMN_MAJOR, left, right, s.m, s.n, s.k, 1, a, s.left_rows(), b, s.right_rows(),
                  0, c, s.m);
    }
  }
};

#else
#error "define LIBXSMM, EIGEN or OPENBLAS"
#endif

/* As in the JVM, where Places says why: copies of the operands at several places in memory, of which
 * each iteration takes the next. Here they start at multiples of a cache line, as a caller who cares
 * for speed allocates them, anywhere within a page. */
static const size_t LINE = 64, PAGE = 4096, MOST_COPIES = 16, BYTES = 64 << 20;

template <typename Real>
struct Copies {
  struct Operands {
    std::vector<char> memory;
    Real *a, *b, *c;
  };
  std::vector<Operands> all;
  size_t at = 0;

  Copies(const std::vector<Real> &left, const std::vector<Real> &right, size_t out) {
    const size_t bytes = sizeof(Real) * (left.size() + right.size() + out);
    const size_t count = std::clamp<size_t>(BYTES / bytes, 1, MOST_COPIES);
    std::mt19937 random(std::random_device{}());
    for (size_t i = 0; i < count; i++) {
      Operands one;
      one.memory.resize(bytes + 3 * (PAGE + 2 * LINE));
      void *next = one.memory.data();
      one.a = place(next, left.size(), random);
      one.b = place(next, right.size(), random);
      one.c = place(next, out, random);
      std::copy(left.begin(), left.end(), one.a);
      std::copy(right.begin(), right.end(), one.b);
      std::fill(one.c, one.c + out, Real(0));
      all.push_back(std::move(one));
    }
  }

  static Real *place(void *&next, size_t values, std::mt19937 &random) {
    const uintptr_t start = reinterpret_cast<uintptr_t>(next) + LINE * (random() % (PAGE / LINE));
    Real *found = reinterpret_cast<Real *>((start + LINE - 1) / LINE * LINE);
    next = found + values;
    return found;
  }

  Operands &take() { return all[at++ % all.size()]; }
};

static double now(clockid_t clock) { /* nanoseconds */
  timespec time;
  clock_gettime(clock, &time);
  return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
}

/* Multiplies for that long, in chunks that grow while the clock would be read too often; returns
 * the nanoseconds per product. */
template <typename Real>
static double iteration(const Product<Real> &product, typename Copies<Real>::Operands &operands,
                        double nanoseconds, long &chunk) {
  long products = 0;
  const double start = now(CLOCK_MONOTONIC);
  double before = start;
  for (;;) {
    for (long n = 0; n < chunk; n++) {
      product(operands.a, operands.b, operands.c);
      /* What is in memory may have been read and changed: no product may be left out or be computed
       * together with the next. */
      __asm__ volatile("" : : "g"(operands.c) : "memory");
    }
    products += chunk;
    const double after = now(CLOCK_MONOTONIC);
    if (after - start >= nanoseconds) return (after - start) / static_cast<double>(products);
    if (after - before < nanoseconds / 200) chunk *= 2;
    before = after;
  }
}

template <typename Real>
struct Problem {
  Sizes sizes;
  std::vector<Real> left, right;

  Problem(const char *path, const std::string &operation) {
    std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path, "rb"), std::fclose);
    int64_t found[3];
    if (!file) fail(std::string("cannot read ") + path);
    if (std::fread(found, sizeof found, 1, file.get()) != 1) fail("the problem file is too short");
    sizes = {static_cast<int>(found[0]), static_cast<int>(found[1]), static_cast<int>(found[2]),
             operation == "multiplyTransposedLeft", operation == "multiplyTransposedRight"};
    left = values(file.get(), found[0] * found[1]);
    right = values(file.get(), found[1] * found[2]);
  }

  static std::vector<Real> values(FILE *file, int64_t count) {
    std::vector<double> read(static_cast<size_t>(count));
    if (std::fread(read.data(), sizeof(double), read.size(), file) != read.size()) {
      fail("the problem file is too short");
    }
    return std::vector<Real>(read.begin(), read.end());
  }

  size_t results() const { return static_cast<size_t>(sizes.m) * static_cast<size_t>(sizes.n); }
};

template <typename Real>
static void answer_product(const Problem<Real> &problem) {
  Copies<Real> copies(problem.left, problem.right, problem.results());
  auto &operands = copies.take();
  const Product<Real> product(problem.sizes);
  /* What a library does not overwrite must show. */
  std::fill(operands.c, operands.c + problem.results(), Real(1e6));
  product(operands.a, operands.b, operands.c);
  std::printf("{\"result\": [");
  for (size_t i = 0; i < problem.results(); i++) {
    std::printf("%s%.17g", i ? ", " : "", static_cast<double>(operands.c[i]));
  }
  std::printf("]}\n");
}

template <typename Real>
static void answer_measurement(const Problem<Real> &problem, int warmups, double warmup,
                               int iterations, double milliseconds) {
  const Product<Real> product(problem.sizes);
  Copies<Real> copies(problem.left, problem.right, problem.results());
  long chunk = 1;
  for (int n = 0; n < warmups; n++) iteration(product, copies.take(), 1e6 * warmup, chunk);
  const double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  std::printf("{\"scores\": [");
  for (int n = 0; n < iterations; n++) {
    const double score = iteration(product, copies.take(), 1e6 * milliseconds, chunk);
    std::printf("%s%.17g", n ? ", " : "", score);
  }
  std::printf("], \"cpus\": %.3f}\n",
              (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (now(CLOCK_MONOTONIC) - wall));
}

template <typename Real>
static int serve(const std::string &operation) {
  static char line[4352];
  while (std::fgets(line, sizeof line, stdin)) {
    int at = 0, warmups, iterations;
    double warmup, milliseconds;
    line[std::strcspn(line, "\n")] = 0;
    if (std::strncmp(line, "product ", 8) == 0) {
      answer_product(Problem<Real>(line + 8, operation));
    } else if (std::sscanf(line, "measure %d %lf %d %lf %n", &warmups, &warmup, &iterations,
                           &milliseconds, &at) == 4 && at) {
      answer_measurement(Problem<Real>(line + at, operation), warmups, warmup, iterations,
                         milliseconds);
    } else {
      fail(std::string("does not understand: ") + line);
    }
    std::fflush(stdout);
  }
  return 0;
}

int main(int count, char **arguments) {
  const std::string first = count > 1 ? arguments[1] : "";
  if (first == "--version") {
    std::printf("%s\n", version().c_str());
    return 0;
  }
  if (count != 3) fail("takes a precision and an operation, or --version");
  return first == "f64" ? serve<double>(arguments[2]) : serve<float>(arguments[2]);
}
