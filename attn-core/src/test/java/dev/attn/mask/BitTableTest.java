package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BitTableTest {

  private static boolean[][] random(int rows, int keys, long seed) {
    Random random = new Random(seed);
    boolean[][] cells = new boolean[rows][keys];
    for (boolean[] row : cells) {
      for (int k = 0; k < keys; k++) {
        row[k] = random.nextBoolean();
      }
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 300})
  void irregularCells_areKeptAsBits_andReadAsTheyWere(int keys) {
    boolean[][] cells = random(40, keys, keys);
    RowTable table = CellLists.table(cells);
    AttentionMask mask = Masks.fromDense(cells);
    assertThat(mask.toDense()).isDeepEqualTo(cells);
    long count = 0;
    for (int q = 0; q < 40; q++) {
      long row = 0;
      for (int k = 0; k < keys; k++) {
        assertThat(table.allows(q, k)).isEqualTo(cells[q][k]);
        row += cells[q][k] ? 1 : 0;
      }
      assertThat(table.rowCells(q, keys, new RunBuffer())).isEqualTo(row);
      assertThat(mask.row(q).cells()).isEqualTo((int) row);
      count += row;
    }
    assertThat(table.cells()).isEqualTo(count);
    if (keys >= 63) {
      assertThat(table).isInstanceOf(BitTable.class);
    }
  }

  @Test
  void rowOfOnesUpToTheEdgeOfAWord_isOneRun() {
    BitTable table = (BitTable) CellLists.table(random(30, 64, 1));
    assertThat(table.rows()).isEqualTo(30);
    boolean[][] cells = new boolean[][] {new boolean[128], new boolean[128]};
    for (int k = 0; k < 128; k += 2) {
      cells[0][k] = true;
    }
    for (int k = 64; k < 128; k++) {
      cells[1][k] = true;
    }
    AttentionMask mask = Masks.fromDense(cells);
    assertThat(mask.row(0).count()).isEqualTo(64);
    assertThat(mask.row(1).count()).isEqualTo(1);
    assertThat(mask.row(1).start(0)).isEqualTo(64);
    assertThat(mask.row(1).end(0)).isEqualTo(128);
  }

  @Test
  void bits_takeASixteenthOfTheRuns() {
    RowTable table = CellLists.table(random(1024, 1024, 7));
    assertThat(ObjectSize.of(table)).isBetween(128L << 10, (128L << 10) + 64);
  }
}
