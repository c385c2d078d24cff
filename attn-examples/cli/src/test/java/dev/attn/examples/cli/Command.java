package dev.attn.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** One run of the command in this process: its exit code and what it printed. */
record Command(int code, String out, String err) {

  /** The captured tensors of the project. */
  static final Path DATA = Path.of("..", "..", "data");

  static Command run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Command(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
