package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attn.testing.SmallHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LargeFileTest {

  private static final long NEEDED = 9L << 30;

  @TempDir private Path folder;

  /** A quarter of what users may be asked for: so much suffices for a file of any size. */
  @Test
  @Tag("large")
  void eightGigabytes_areAnalysedInAHeapOf64Megabytes() throws Exception {
    long usable = Files.getFileStore(folder).getUsableSpace();
    assumeTrue(usable >= NEEDED, "disk must have 9 GiB to be sure, got " + usable + " bytes");
    Path tensor = folder.resolve("large.npy");
    LargeFile.make(tensor);
    assertThat(Files.size(tensor)).isGreaterThan(8L << 30);
    List<String> lines = analyse("64m", tensor);
    assertThat(lines).hasSize(LargeFile.LAYERS * LargeFile.HEADS + LargeFile.LAYERS);
    double entropy = 0;
    for (int q = LargeFile.N - LargeFile.ROWS; q < LargeFile.N; q++) {
      entropy += Math.log(q + 1) / LargeFile.ROWS;
    }
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      double expected = words[0].equals("entropy") ? entropy : LargeFile.ROWS;
      // A weight stored as float is off by at most 2^-24 of itself.
      assertThat(Double.parseDouble(words[1])).as(line).isCloseTo(expected, within(1e-6));
      if (words[0].equals("entropy")) {
        assertThat(words[2]).isEqualTo(Integer.toString(LargeFile.ROWS));
        assertThat(words[3]).isEqualTo(Integer.toString(LargeFile.N - LargeFile.ROWS));
      }
    }
  }

  private List<String> analyse(String heap, Path tensor) throws Exception {
    Path values = folder.resolve("values.txt");
    SmallHeap.run(heap, LargeFile.class, tensor, values);
    return Files.readAllLines(values);
  }
}
