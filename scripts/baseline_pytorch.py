"""PyTorch as a baseline: eager, with gradients by hand or by autograd; and torch.compile, with
gradients by hand or by a graph.

python scripts/baseline_pytorch.py RUN [OPTION…]     like baselines.sh, for these baselines only
python scripts/baseline_pytorch.py --cross-entropy 512x10
                                        the time of softmax cross-entropy with its gradient
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable

import torch

from baseline_pytorch_compiled import Compiled
from baseline_pytorch_eager import CrossEntropy, Eager
from baseline_worker import one_thread, serve

BASELINES = {"pytorch": Eager, "pytorch-compile": Compiled}
_REPETITIONS, _SECONDS = 5, 0.3


def main(arguments: list[str]) -> int:
    if arguments[:1] in (["--worker"], ["--cross-entropy"]):
        one_thread()
        torch.set_num_threads(1)
        torch.set_num_interop_threads(1)
    if arguments[:1] == ["--worker"]:
        return serve(BASELINES[arguments[1]], arguments[2:])
    if arguments[:1] == ["--cross-entropy"]:
        return print_cross_entropy(arguments[1:])
    import baselines

    return baselines.main(["--baselines", ",".join(BASELINES), *arguments])


def print_cross_entropy(arguments: list[str]) -> int:
    """Prints the time of the loss of some logits and of its gradient."""
    size = re.fullmatch(r"([1-9]\d{0,6})x([1-9]\d{0,3})", arguments[0] if arguments else "")
    if len(arguments) != 1 or not size or size[2] == "1":
        given = " ".join(arguments) or "nothing"
        print(
            f"baseline_pytorch.py: --cross-entropy takes rows and at least two columns, such as "
            f"512x10, not {given}",
            file=sys.stderr,
        )
        return 2
    rows, columns = map(int, size.groups())
    for precision, dtype in (("f32", torch.float32), ("f64", torch.float64)):
        for name, call in cross_entropy_calls(rows, columns, dtype).items():
            print(f"{precision} {rows}x{columns} {name}: {nanoseconds(call):,.0f} ns", flush=True)
    return 0


def cross_entropy_calls(
    rows: int, columns: int, dtype: torch.dtype
) -> dict[str, Callable[[], tuple[torch.Tensor, torch.Tensor]]]:
    """The ways to compute the loss and the gradient of the same logits."""
    random = torch.Generator().manual_seed(42)
    logits = torch.randn(rows, columns, generator=random, dtype=dtype)
    labels = torch.randint(columns, (rows,), generator=random)
    y = torch.nn.functional.one_hot(labels, columns).to(dtype) * (-1 / rows)
    leaf, transposed = logits.clone().requires_grad_(), logits.T.contiguous()
    formulas = CrossEntropy(transposed, y.T.contiguous(), torch.empty_like(transposed))

    @torch.inference_mode()
    def by_hand() -> tuple[torch.Tensor, torch.Tensor]:
        return formulas(), formulas.d_out.T

    d_out, most, sums = (logits.new_empty(rows, n) for n in (columns, 1, 1))

    @torch.inference_mode()
    def by_rows() -> tuple[torch.Tensor, torch.Tensor]:
        # Faster than log_softmax along rows this short.
        torch.amax(logits, 1, keepdim=True, out=most)
        torch.sub(logits, most, out=d_out)
        loss = torch.dot(y.view(-1), d_out.view(-1))
        d_out.exp_()
        torch.sum(d_out, 1, keepdim=True, out=sums)
        d_out.div_(sums)
        torch.add(y, d_out, alpha=1 / rows, out=d_out)
        return loss + sums.log_().mean(), d_out

    def autograd() -> tuple[torch.Tensor, torch.Tensor]:
        leaf.grad = None
        loss = torch.nn.functional.cross_entropy(leaf, labels)
        loss.backward()
        return loss.detach(), leaf.grad

    return {"by hand, a row for each class": by_hand, "by hand": by_rows, "autograd": autograd}


def nanoseconds(call: Callable[[], object]) -> float:
    """Per call: the fastest of some repetitions, the first of which warms up."""
    found = []
    for _ in range(_REPETITIONS + 1):
        calls, start = 0, time.perf_counter_ns()
        while (passed := time.perf_counter_ns() - start) < _SECONDS * 1e9:
            for _ in range(20):
                call()
            calls += 20
        found.append(passed / calls)
    return min(found[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
