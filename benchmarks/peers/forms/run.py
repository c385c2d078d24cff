"""Times the forms of one library for one kernel and compares what they compute with attn: called by kernels.py.

run.py LIBRARY THREADS SIZE EXPECTED TOLERANCE REPEATS, where SIZE is JSON with the kernel, its settings and the folder
of its input. Prints one line of JSON; a form that computes something else ends the program with an error. LIBRARY may
be "result": then THREADS is a file with the beginning of what is expected, or all of it.
"""

import importlib
import json
import pathlib
import sys
import time

try:
    import numpy as np
except ImportError as without:
    print(json.dumps({"missing": str(without)}))
    sys.exit(0)


def read(size):
    loaded = {}

    def array(name):
        if name not in loaded:
            file = f"{name}-{size['layers']}x{size['heads']}x{size['n']}.npy"
            loaded[name] = np.load(pathlib.Path(size["folder"]) / file)
        return loaded[name]

    return array


def check(name, result, expected, tolerance):
    values = np.asarray(result).ravel()
    if values.size != expected.size:
        sys.exit(f"{name} gave {values.size} values, attn {expected.size}")
    error = np.abs(values - expected).max() / np.abs(expected).max()
    if not error <= tolerance:
        sys.exit(f"{name} differs from attn by {error:.3g} of the largest value, allowed {tolerance}")
    return float(error)


def seconds(form, first, repeats):
    if first > 4:
        return [first]
    times = []
    while len(times) < repeats or (sum(times) < 0.5 and len(times) < 5 * repeats):
        start = time.perf_counter()
        form()
        times.append(time.perf_counter() - start)
    return times


def main(library, threads, size, expected, tolerance, repeats):
    if library == "result":
        values = np.load(expected)
        wanted = np.load(threads)
        print(json.dumps({"error": check("result", values[: wanted.size], wanted, float(tolerance))}))
        return
    try:
        forms = importlib.import_module(library + "_forms")
    except ImportError as missing:
        print(json.dumps({"missing": str(missing)}))
        return
    size = json.loads(size)
    expected = np.load(expected)
    report = {"versions": forms.versions(threads), "forms": {}}
    for form in forms.KERNELS[size["kernel"]](read(size), size):
        uses_blas = library == "torch" or getattr(form, "blas", False)
        if threads == "one" and not uses_blas:
            continue
        start = time.perf_counter()
        result = form()
        first = time.perf_counter() - start
        error = check(f"{library} {form.__name__}", result, expected, float(tolerance))
        times = seconds(form, first, int(repeats))
        report["forms"][form.__name__] = {"threaded": uses_blas, "error": error, "times": times}
    print(json.dumps(report))


if __name__ == "__main__":
    main(*sys.argv[1:])
