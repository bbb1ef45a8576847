"""What an epoch and its pictures cost, beside the TensorFlow Playground's own figures. It prints; it asserts nothing.

python tests/bench_descent.py [--pyodide]   (with --pyodide also in the browser's Python, run by Node)
"""

import json
import sys
from time import perf_counter

import numpy as np

from nnlive.data import DATASETS
from nnlive.descent import Trainer
from nnlive.features import FEATURES, columns

# name: (features, shape, data set, points, share for training, batch), then the Playground's milliseconds for an
# epoch and for all values of its heat maps (../shared/facts/playground.md, section 1).
RUNS = {
    "default 2 [4,2]": (2, (4, 2), "circle", 500, 0.5, 10),
    "spiral 7 [8,8,8]": (7, (8, 8, 8), "spiral", 500, 0.5, 10),
    "largest 7 6x8": (7, (8,) * 6, "spiral", 500, 0.5, 10),
    "heaviest 7 6x8, batch 1": (7, (8,) * 6, "reg_plane", 1200, 0.9, 1),
}
THEIRS = dict(zip(RUNS, ((0.129, 3.52), (0.653, 15.4), (1.290, 27.5), (7.44, 30.8)), strict=True))


def best(f, seconds=0.4):
    """The shortest of repeated runs, in ms: what the work costs when nothing else disturbs."""
    f()
    times, began = [], perf_counter()
    while perf_counter() - began < seconds or len(times) < 5:
        start = perf_counter()
        f()
        times.append(perf_counter() - start)
    return 1000 * min(times)


def grid(names, side, dtype):
    x = np.linspace(-6, 6, side)
    plane = np.column_stack([np.tile(x, side), np.repeat(x[::-1], side)])
    return np.ascontiguousarray(columns(plane, names).T, dtype=dtype)


def measure(features, shape, dataset, count, share, batch):
    rng = np.random.default_rng(1)
    names = list(FEATURES)[:features]
    plane, y = DATASETS[dataset].make(count, 0.0, rng)
    order = rng.permutation(count)[: int(count * share)]
    X, y = columns(plane[order], names), y[order]
    problem = "regression" if DATASETS[dataset].regression else "classification"
    trainer = Trainer(features, shape, problem=problem, batch=batch, rng=rng)
    figures = {"epoch": best(lambda: trainer.epoch(X, y)), "loss": best(lambda: trainer.mean_loss(X, y))}
    for side in (100, 50):
        for dtype in ("f8", "f4"):
            P = grid(names, side, dtype)
            out = np.empty((sum(trainer.sizes[1:]), side * side), dtype=dtype)
            figures[f"{side}x{side} {dtype}"] = best(lambda P=P, out=out: trainer.forward_into(P, out))
    return figures


def run():
    return {name: measure(*given) for name, given in RUNS.items()}


def report(where, figures):
    print(f"\n{where}, ms (best)")
    for name, found in figures.items():
        epoch, maps = THEIRS[name]
        cells = "  ".join(f"{key} {ms:.3f}" for key, ms in found.items())
        print(f"  {name:24} {cells}  | Playground: epoch {epoch}, maps {maps}")


def in_pyodide():
    import subprocess
    import tempfile
    from pathlib import Path

    from coursebuild import node, package, runtime

    with tempfile.TemporaryDirectory() as folder:
        archive = package.write(Path(folder))
        pyodide = next(iter(runtime.ensure().values())).parent
        runner = Path(__file__).with_name("pyodide") / "run.mjs"
        command = [node.node(), runner, pyodide, archive, __file__]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    report("CPython", run())
    if "--pyodide" in sys.argv:
        report("Pyodide in Node", in_pyodide())
