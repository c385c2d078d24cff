package dev.attn.benchmarks;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;

/**
 * Reads the mean over heads of a whole tensor file, row by row, and prints the largest heap that
 * was in use meanwhile, garbage included, in bytes.
 */
final class PeakMemory {

  private PeakMemory() {}

  /** Takes the path of the file. */
  public static void main(String[] arguments) throws IOException {
    double sum = 0;
    try (TensorFile file = TensorFiles.open(Path.of(arguments[0]))) {
      AttentionTensor means = Aggregators.heads(file.tensor(file.names().get(0)), HeadFusion.MEAN);
      float[] row = new float[means.shape().keys()];
      for (int l = 0; l < means.shape().layers(); l++) {
        for (int q = 0; q < means.shape().queries(); q++) {
          means.layer(l).head(0).row(q, row);
          sum += row[0];
        }
      }
    }
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    System.out.println(peak + " " + sum);
  }
}
