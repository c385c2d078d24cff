package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;

/** Lists with one entry for each panel, row by row. */
final class PanelLists {

  /** Makes one thing for each panel. */
  @FunctionalInterface
  interface Each<T> {

    T at(int row, int column);
  }

  private PanelLists() {}

  static <T> List<List<T>> copy(List<? extends List<? extends T>> rows) {
    ImmutableList.Builder<List<T>> copies = ImmutableList.builder();
    for (List<? extends T> row : rows) {
      copies.add(ImmutableList.copyOf(row));
    }
    return copies.build();
  }

  static void checkCount(String name, int given, int count) {
    checkArgument(
        given == 0 || given == count, "%s must be %s, one each, got %s", name, count, given);
  }

  static void checkShape(String name, List<? extends List<?>> lists, List<List<Grid>> grids) {
    int columns = grids.get(0).size();
    checkArgument(
        lists.size() == grids.size() && lists.stream().allMatch(row -> row.size() == columns),
        "%s must be %s x %s, one for each panel, got rows of %s",
        name,
        grids.size(),
        columns,
        lists.stream().map(List::size).toList());
  }

  static <T> List<List<T>> each(List<List<Grid>> grids, Each<T> each) {
    return IntStream.range(0, grids.size())
        .<List<T>>mapToObj(
            r -> IntStream.range(0, grids.get(r).size()).mapToObj(c -> each.at(r, c)).toList())
        .toList();
  }
}
