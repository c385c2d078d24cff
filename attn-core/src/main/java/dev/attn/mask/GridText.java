package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks as text: a picture of the cells, or for large masks the runs of every row.
 *
 * <p>The picture has one line per query, {@code #} for allowed and {@code .} for blocked. The run
 * form begins with the size; equal neighbouring rows share a line:
 *
 * <pre>
 * 6x6
 * [0,4): [0,4)
 * 4: [0,2) [4,5)
 * 5: -
 * </pre>
 */
final class GridText {

  private static final int LARGEST_PICTURE = 256;
  private static final int LONGEST_TEXT = 1 << 26;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})x(\\d{1,10})");
  private static final Pattern LINE =
      Pattern.compile("(?:(\\d{1,10})|\\[(\\d{1,10}),(\\d{1,10})\\)): (.*)");
  private static final Pattern RUN = Pattern.compile("\\[(\\d{1,10}),(\\d{1,10})\\)");

  private GridText() {}

  static String print(Node node) {
    boolean picture =
        node.rows() > 0
            && node.keys() > 0
            && node.rows() <= LARGEST_PICTURE
            && node.keys() <= LARGEST_PICTURE;
    return picture ? picture(node) : runs(node);
  }

  private static String picture(Node node) {
    StringBuilder text = new StringBuilder();
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      int start = text.length() + (q == 0 ? 0 : 1);
      text.append(q == 0 ? "" : "\n").append(".".repeat(node.keys()));
      for (int i = 0; i < row.count(); i++) {
        String cells = "#".repeat(row.end(i) - row.start(i));
        text.replace(start + row.start(i), start + row.end(i), cells);
      }
    }
    return text.toString();
  }

  private static String runs(Node node) {
    StringBuilder text = new StringBuilder(node.rows() + "x" + node.keys());
    RunBuffer row = new RunBuffer();
    Runs previous = Runs.of(0, 0);
    int first = 0;
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      checkArgument(
          text.length() + 24L * row.count() < LONGEST_TEXT,
          "text must be shorter than %s characters, got more in row %s",
          LONGEST_TEXT,
          q);
      if (q == 0 || !row.sameAs(previous)) {
        appendLine(text, first, q, previous);
        previous = row.toRuns();
        first = q;
      }
    }
    appendLine(text, first, node.rows(), previous);
    return text.toString();
  }

  private static void appendLine(StringBuilder text, int first, int next, Runs row) {
    if (next > first) {
      String rows = next == first + 1 ? Integer.toString(first) : Runs.of(first, next).toString();
      text.append('\n').append(rows).append(": ").append(row);
    }
  }

  static RowTable parse(String text) {
    checkArgument(
        !text.isBlank(),
        "text must have a line for every query, got none; write 0x0 for a mask without cells");
    List<String> lines = text.strip().lines().map(String::strip).toList();
    Matcher size = SIZE.matcher(lines.get(0));
    return size.matches() ? parseRuns(size, lines) : parsePicture(lines);
  }

  private static RowTable parsePicture(List<String> lines) {
    int keys = lines.get(0).length();
    RowTableBuilder table = new RowTableBuilder(keys);
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < lines.size(); q++) {
      String line = lines.get(q);
      checkArgument(
          line.length() == keys,
          "row %s must have %s cells like the first, got %s",
          q,
          keys,
          line.length());
      row.clear();
      for (int k = 0; k < keys; k++) {
        char cell = line.charAt(k);
        checkArgument(
            cell == '#' || cell == '.', "cell (%s, %s) must be '#' or '.', got '%s'", q, k, cell);
        row.add(k, cell == '#' ? k + 1 : k);
      }
      table.add(row, 1);
    }
    return table.build();
  }

  private static RowTable parseRuns(Matcher size, List<String> lines) {
    int rows = number("rows", size.group(1), Integer.MAX_VALUE);
    int keys = number("keys", size.group(2), Integer.MAX_VALUE);
    RowTableBuilder table = new RowTableBuilder(keys);
    RunBuffer row = new RunBuffer();
    int done = 0;
    for (String line : lines.subList(1, lines.size())) {
      Matcher parts = LINE.matcher(line);
      checkArgument(
          parts.matches(), "line must be like '4: [0,2) [4,5)' or '[0,4): -', got '%s'", line);
      boolean single = parts.group(1) != null;
      int first = number("row", single ? parts.group(1) : parts.group(2), rows);
      int next = single ? first + 1 : number("row", parts.group(3), rows);
      checkArgument(
          first == done && next > first && next <= rows,
          "line must continue at row %s of %s, got '%s'",
          done,
          rows,
          line);
      readRuns(parts.group(4), keys, row);
      table.add(row, next - first);
      done = next;
    }
    checkArgument(done == rows, "text must describe %s rows, got %s", rows, done);
    return table.build();
  }

  private static void readRuns(String text, int keys, RunBuffer row) {
    row.clear();
    if (text.equals("-")) {
      return;
    }
    int previous = -1;
    for (String part : text.split(" ", -1)) {
      Matcher run = RUN.matcher(part);
      boolean matches = run.matches();
      int start = matches ? number("key", run.group(1), keys) : 0;
      int end = matches ? number("key", run.group(2), keys) : 0;
      checkArgument(
          matches && start > previous && end > start,
          "runs must be sorted, apart and not empty, got '%s'",
          text);
      row.add(start, end);
      previous = end;
    }
  }

  private static int number(String name, String digits, int most) {
    long value = Long.parseLong(digits);
    checkArgument(value <= most, "%s must be at most %s, got %s", name, most, value);
    return (int) value;
  }
}
