package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways between this library and the numpy of this machine, where there is one. */
final class NumpyTest {

  private static final String PYTHON = "/usr/bin/python3";

  private final Path folder;

  NumpyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void needsNumpy() throws Exception {
    boolean found = Files.isExecutable(Path.of(PYTHON)) && run(Path.of("."), "import numpy") == 0;
    assumeTrue(found, PYTHON + " must have numpy for this test, got none");
  }

  private static int run(Path folder, String script) throws IOException, InterruptedException {
    Path log = Files.createTempFile("attn-numpy", ".log");
    try {
      return new ProcessBuilder(PYTHON, "-c", script)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } finally {
      Files.delete(log);
    }
  }

  @Test
  void numpy_readsWhatIsWritten() throws Exception {
    double[] values = {0, 1, -2, 3.5, 1e-5, 65504};
    NumericArray array = NumericArray.copyOf(values, 2, 3);
    Map<String, NumericArray> arrays = new LinkedHashMap<>();
    arrays.put("z", array);
    arrays.put("scalar", NumericArray.copyOf(new float[] {2.5f}));
    arrays.put("empty", NumericArray.copyOf(new float[0], 0, 4));
    TensorFiles.writeNpz(folder.resolve("a.npz"), arrays);
    TensorFiles.writeNpy(folder.resolve("f4.npy"), array, ElementType.F32);
    TensorFiles.writeNpy(folder.resolve("f2.npy"), array, ElementType.F16);
    NumericArray bits = NumericArray.copyOf(new double[] {0, 1, 1}, 3);
    TensorFiles.writeNpy(folder.resolve("bits.npy"), bits, ElementType.BOOL);
    TensorFiles.writeNpy(folder.resolve("bytes.npy"), bits, ElementType.U8);
    String script =
        """
        import numpy as np
        expected = np.array([[0, 1, -2], [3.5, 1e-5, 65504]])
        z = np.load('a.npz')
        assert z.files == ['z', 'scalar', 'empty'], z.files
        assert z['z'].dtype == np.float64 and (z['z'] == expected).all()
        assert z['scalar'].shape == () and z['scalar'] == 2.5 and z['scalar'].dtype == np.float32
        assert z['empty'].shape == (0, 4)
        for name, kind in ('f4', np.float32), ('f2', np.float16):
            a = np.load(name + '.npy')
            assert a.dtype == kind and (a == expected.astype(kind)).all()
        assert np.load('bits.npy').tolist() == [False, True, True]
        assert np.load('bytes.npy').dtype == np.uint8
        """;
    assertThat(run(folder, script)).isZero();
  }

  @Test
  void everyF16Pattern_isReadAsNumpyReadsIt() throws Exception {
    String script =
        """
        import numpy as np
        halves = np.arange(65536, dtype=np.uint16).view(np.float16)
        np.save('halves.npy', halves)
        np.savez_compressed('all.npz', halves=halves, doubles=halves.astype(np.float64))
        """;
    assertThat(run(folder, script)).isZero();
    try (TensorFile halves = TensorFiles.open(folder.resolve("halves.npy"));
        TensorFile all = TensorFiles.open(folder.resolve("all.npz"))) {
      assertThat(halves.array("halves")).isEqualTo(all.array("doubles"));
      assertThat(all.array("halves")).isEqualTo(all.array("doubles"));
    }
  }

  @Test
  void rounding_isThatOfNumpy() throws Exception {
    Random random = new Random(7);
    double[] values = new double[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() * Math.pow(2, random.nextInt(60) - 40);
    }
    NumericArray array = NumericArray.copyOf(values, values.length);
    TensorFiles.writeNpy(folder.resolve("f8.npy"), array);
    TensorFiles.writeNpy(folder.resolve("f4.npy"), array, ElementType.F32);
    TensorFiles.writeNpy(folder.resolve("f2.npy"), array, ElementType.F16);
    String script =
        """
        import numpy as np
        np.seterr(all='ignore')
        exact = np.load('f8.npy')
        assert (np.load('f4.npy') == exact.astype(np.float32)).all()
        assert (np.load('f2.npy') == exact.astype(np.float16)).all()
        """;
    assertThat(run(folder, script)).isZero();
  }

  @Test
  void layoutsOfNumpy_areReadInCOrder() throws Exception {
    String script =
        """
        import numpy as np
        a = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
        np.savez('layouts.npz', c=a, f=np.asfortranarray(a), big=a.astype('>i2'),
                 t=a.astype('>f8').T, one=np.asfortranarray(a[:1, :, :1]), u=a.astype(np.uint64))
        """;
    assertThat(run(folder, script)).isZero();
    try (TensorFile file = TensorFiles.open(folder.resolve("layouts.npz"), Limits.withWindow(50))) {
      NumericArray c = file.array("c");
      for (String name : new String[] {"f", "big", "u"}) {
        assertThat(file.array(name)).isEqualTo(c);
      }
      assertThat(file.array("t").shape()).containsExactly(5, 4, 3, 2);
      assertThat(file.array("t").value(4, 3, 2, 1)).isEqualTo(119);
      assertThat(file.array("t").value(1, 2, 0, 1)).isEqualTo(c.value(1, 0, 2, 1));
      assertThat(file.array("one").value(0, 2, 0, 4)).isEqualTo(c.value(0, 2, 0, 4));
    }
  }
}
