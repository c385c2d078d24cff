"""How cost grows with tokens, heads and layers, and memory with the size of a file; prints Markdown.

    mvn -q -Pquick -pl benchmarks -am package
    python3 benchmarks/peers/growth.py > benchmarks/results/growth.md     (about ten minutes, 8 GB of a sparse file)
    python3 benchmarks/peers/growth.py --quick                            (small sizes)
"""

import argparse
import pathlib
import struct
import sys
import tempfile
import time

from kernels import JAR, java, jmh, machine, number

OPTIONS = ("-wi", "2", "-i", "3", "-w", "500ms", "-r", "500ms")
TWO_HEADS = {"layers": 1, "heads": 2}

BY_TOKENS = {
    "mean of 2 heads": ("HeadReduction.mean", TWO_HEADS, 8192),
    "entropy": ("RowMetricsPass.entropy", TWO_HEADS, 8192),
    "saliency": ("SaliencyMaps.absOfSum", TWO_HEADS, 8192),
    "attention": ("Recomputation.attention", TWO_HEADS, 8192),
    "streamed entropy": ("Recomputation.streamedEntropy", TWO_HEADS, 8192),
    "picture of one head": ("ValueReduction.cells", {"layers": 1, "heads": 1, "kind": "MAX"}, 8192),
    "rollout of 4 layers": ("RolloutProduct.product", {"layers": 4, "heads": 1, "mask": "causal"}, 2048),
}
BY_HEADS = {
    "mean": ("HeadReduction.mean", {"layers": 1, "n": 256}),
    "entropy": ("RowMetricsPass.entropy", {"layers": 1, "n": 256}),
    "distances": ("PairDistances.jensenShannon", {"layers": 1, "n": 128}),
}
BY_LAYERS = {
    "mean of 4 heads": ("HeadReduction.mean", {"heads": 4, "n": 256}),
    "saliency": ("SaliencyMaps.absOfSum", {"heads": 4, "n": 256}),
    "rollout": ("RolloutProduct.product", {"heads": 1, "n": 256, "mask": "causal"}),
}


def milliseconds(folder, kernel, size):
    print(kernel, size, file=sys.stderr, flush=True)
    best = min(jmh(folder, kernel, size, ("all",), OPTIONS)["all"])
    for file in folder.glob("*.npy"):
        file.unlink()
    return best


def table(folder, title, note, axis, values, kernels, cells):
    print(f"\n## {title}\n\n{note}\n")
    print(f"| {axis} | " + " | ".join(kernels) + " |\n" + "|---" * (1 + len(kernels)) + "|")
    for value in values:
        row = []
        for kernel, size, *limit in kernels.values():
            if limit and value > limit[0]:
                row.append("")
                continue
            size = size | {axis: value}
            row.append(cells(milliseconds(folder, kernel, size), size))
        print(f"| {value} | " + " | ".join(row) + " |", flush=True)


def per_cell(time, size):
    cells = size["layers"] * size["heads"] * size["n"] ** 2
    return f"{number(time)} ({number(1e6 * time / cells)})"


def sparse(path, layers, heads, n):
    """Writes an .npy file of zeros that takes no room on the disk."""
    head = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({layers}, {heads}, {n}, {n}), }}"
    head = head.ljust(117) + "\n"
    with path.open("wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode())
        file.truncate(128 + 4 * layers * heads * n * n)


def memory(folder, megabytes):
    print("\n## Memory against file size\n")
    print("The mean over 16 heads of a mapped f32 file, every row read, in a JVM with `-Xmx64m`: the most heap that was in")
    print("use, garbage included, and the time from the start of the JVM.\n")
    print("| file, MB | heap, MB | s |\n|---|---|---|")
    for size in megabytes:
        path = folder / "sparse.npy"
        sparse(path, size // 64, 16, 1024)
        start = time.perf_counter()
        printed = java(folder, "-Xmx64m", "-cp", JAR, "dev.attn.benchmarks.PeakMemory", path)
        seconds = time.perf_counter() - start
        path.unlink()
        print(f"| {size} | {int(printed.split()[0]) / 2**20:.1f} | {seconds:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    quick = parser.parse_args().quick
    if not JAR.exists():
        sys.exit(f"failed: no {JAR.name}; build it with mvn -q -Pquick -pl benchmarks -am package")
    print("# Growth of cost and memory\n\nMade by `python3 benchmarks/peers/growth.py`; default threads, best of three.\n")
    print(machine([]) + ".")
    with tempfile.TemporaryDirectory(prefix="attn-benchmarks-") as place:
        folder = pathlib.Path(place)
        tokens = [256, 512] if quick else [256, 512, 1024, 2048, 4096, 8192]
        note = "Milliseconds, and nanoseconds per cell of the input in parentheses; masks are causal."
        table(folder, "Cost against tokens", note, "n", tokens, BY_TOKENS, per_cell)
        heads = [1, 12] if quick else [1, 4, 12, 36, 144]
        note = "Milliseconds, at n = 256; distances of all pairs at n = 128."
        table(folder, "Cost against heads", note, "heads", heads, BY_HEADS, lambda time, size: number(time))
        layers = [1, 4] if quick else [1, 4, 12, 24, 48]
        note = "Milliseconds, at n = 256."
        table(folder, "Cost against layers", note, "layers", layers, BY_LAYERS, lambda time, size: number(time))
        memory(folder, [64, 256] if quick else [64, 256, 1024, 2048, 4096, 8192])


if __name__ == "__main__":
    main()
