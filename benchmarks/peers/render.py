"""Times attn, matplotlib and seaborn on the same figures, of the same size in pixels, and prints their ratios.

    mvn -q -Pquick -pl benchmarks -am package
    python3 benchmarks/peers/render.py              (all; needs matplotlib and seaborn, takes about ten minutes)

"Warm" is one PNG file after many in the same process; "cold" the first one in a fresh process, libraries loaded;
"process" is from the start of the program to its end, both with the same files of values and labels; attn with the
flags that Java has by default. Peers draw cells with imshow (matplotlib) or heatmap
(seaborn), titles, tick labels and one colour bar, with their defaults.
"""

import json
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import time

JAR = pathlib.Path(__file__).resolve().parents[1] / "target" / "benchmarks.jar"
DATA = "dev.attn.benchmarks.FigureData"
JAVA = ["java", "-Djava.awt.headless=true", "-Xmx2g"]


def draw(folder, library, file, pixels):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import numpy as np

    if library == "seaborn":
        import seaborn

    figure = json.loads((folder / "figure.json").read_text())
    canvas = plt.figure(figsize=(pixels[0] / 100, pixels[1] / 100), dpi=100)
    axes = []
    image = None

    def cells(axis, values, panel):
        nonlocal image
        known = panel["map"] if panel["map"] in matplotlib.colormaps else "viridis"
        if library == "seaborn":
            seaborn.heatmap(values, ax=axis, cmap=known, cbar=False, xticklabels=False, yticklabels=False)
            image = axis.collections[0]
        else:
            image = axis.imshow(values, cmap=known, aspect="auto", interpolation="nearest")
        axis.set_xticks([])
        axis.set_yticks([])
        axes.append(axis)

    def block(spec, part):
        if isinstance(part, list):
            rows, columns = len(part), max(map(len, part))
            inner = spec.subgridspec(rows, columns)
            for r, row in enumerate(part):
                for c, child in enumerate(row):
                    block(inner[r, c], child)
            return
        tiles = part["tiles"]
        inner = spec.subgridspec(len(tiles), len(tiles[0]), wspace=0.1, hspace=0.1)
        for r, row in enumerate(tiles):
            for c, name in enumerate(row):
                axis = canvas.add_subplot(inner[r, c])
                values = np.load(folder / name)
                cells(axis, values, part)
                start = 0.5 if library == "seaborn" else 0
                if len(tiles) == 1 and len(part["columns"]) == values.shape[1]:
                    axis.set_xticks(np.arange(values.shape[1]) + start, part["columns"], rotation=90)
                if len(tiles) == 1 and len(part["rows"]) == values.shape[0]:
                    axis.set_yticks(np.arange(values.shape[0]) + start, part["rows"])
                if part["title"]:
                    axis.set_title(part["title"], wrap=True)

    block(canvas.add_gridspec(1, 1)[0, 0], figure["content"])
    canvas.colorbar(image, ax=axes)
    if figure["title"]:
        canvas.suptitle(figure["title"].replace("$", r"\$"))
    canvas.savefig(file)
    plt.close(canvas)


def size(png):
    return struct.unpack(">II", png.read_bytes()[16:24])


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def jmh(folder):
    run(*JAVA, "-jar", JAR, "FigureRendering", "-rf", "json", "-rff", folder / "jmh.json")
    times = {}
    for entry in json.loads((folder / "jmh.json").read_text()):
        kind = entry["benchmark"].rsplit(".", 1)[1]
        times[entry["params"]["figure"], kind] = entry["primaryMetric"]["score"] / 1000
    return times


def measure(folder, name, ours):
    once = folder / "once.png"
    run(*JAVA, "-cp", JAR, DATA, name, once)
    pixels = size(once)
    command = [sys.executable, __file__, "once", folder / name, "matplotlib", once, *pixels]
    processes = {"attn": [], "matplotlib": []}
    for _ in range(5):
        processes["attn"].append(seconds(lambda: run(*JAVA, "-cp", JAR, DATA, name, once, folder / name)))
        processes["matplotlib"].append(seconds(lambda: run(*command)))
    peers = {}
    for library in ("matplotlib", "seaborn"):
        cold = subprocess.run(
            [str(w) for w in [*command[:2], "cold", folder / name, library, once, *pixels]],
            check=True,
            capture_output=True,
            text=True,
        )
        peers[library, "cold"], peers[library, "warm"] = map(float, cold.stdout.split())
    whole = statistics.median(processes["attn"]) / statistics.median(processes["matplotlib"])
    cells = [f"{pixels[0]} x {pixels[1]}"]
    for library in ("matplotlib", "seaborn"):
        for kind in ("warm", "cold"):
            cells.append(f"{peers[library, kind] / ours[name, kind]:.3g}")
    print(f"| {name} | " + " | ".join(cells) + f" | {whole:.2f} |", flush=True)


def main(arguments):
    if arguments and arguments[0] in ("once", "cold"):
        mode, folder, library, file, width, height = arguments
        pixels = (int(width), int(height))
        import matplotlib.pyplot  # noqa: F401  (loading is part of "once" only)

        if library == "seaborn":
            import seaborn  # noqa: F401
        work = lambda: draw(pathlib.Path(folder), library, file, pixels)  # noqa: E731
        first = seconds(work)
        if mode == "cold":
            repeats = 5 if first < 5 else 2
            print(first, statistics.mean(seconds(work) for _ in range(repeats)))
        return
    try:
        import matplotlib
        import seaborn
    except ImportError as missing:
        print(f"skipped: {missing}")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        run(*JAVA, "-cp", JAR, DATA, folder)
        ours = jmh(folder)
        print(f"matplotlib {matplotlib.__version__}, seaborn {seaborn.__version__}; time of the peer / time of attn")
        print("| figure | px | matplotlib warm | cold | seaborn warm | cold | process: attn / matplotlib |")
        print("|---|---|---|---|---|---|---|")
        for name in sorted(p.name for p in folder.iterdir() if p.is_dir()):
            measure(folder, name, ours)


main(sys.argv[1:])
