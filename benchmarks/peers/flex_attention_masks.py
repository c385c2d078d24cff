"""Times FlexAttention's create_mask and create_block_mask on the masks of MaskCounting.

Prints one line per measurement: mask, tokens, function, best and median of five, in milliseconds.
Where PyTorch (2.5 or newer) is missing it says so and exits with 0.
"""

import statistics
import sys
import time

try:
    import torch
    from torch.nn.attention.flex_attention import create_block_mask, create_mask
except ImportError as missing:
    print(f"skipped: FlexAttention is not installed here ({missing})")
    sys.exit(0)

DOCUMENT = 1000
SINKS = 4
WINDOW = 512


def sinks_and_window(b, h, q, k):
    return (k <= q) & ((k < SINKS) | (q - k < WINDOW))


def packed_causal(n):
    document = torch.arange(n) // DOCUMENT

    def allowed(b, h, q, k):
        return (k <= q) & (document[q] == document[k])

    return allowed


def milliseconds(work):
    work()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return min(times), statistics.median(times)


def dense_count(rule, n):
    return int(create_mask(rule, 1, 1, n, n, device="cpu").sum())


def main():
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, CPU")
    for n in (1024, 8192):
        for name, rule in (("sinksAndWindow", sinks_and_window), ("packedCausal", packed_causal(n))):
            print(f"{name} n={n}: {dense_count(rule, n)} cells")
            best, median = milliseconds(lambda: dense_count(rule, n))
            print(f"{name} n={n} create_mask and sum: best {best:.3f} ms, median {median:.3f} ms")
            best, median = milliseconds(
                lambda: create_block_mask(rule, 1, 1, n, n, device="cpu", BLOCK_SIZE=128)
            )
            print(f"{name} n={n} create_block_mask: best {best:.3f} ms, median {median:.3f} ms")


if __name__ == "__main__":
    main()
