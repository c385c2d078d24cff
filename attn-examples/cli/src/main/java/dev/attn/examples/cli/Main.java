package dev.attn.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code attn}. Wrong arguments exit with 2, bad files and bad data with 1, each with
 * one line on standard error.
 */
@Command(
    name = "attn",
    description = "Attention tensors, computed and drawn.",
    mixinStandardHelpOptions = true,
    version = "attn 0.1.0",
    subcommands = {
      InfoCommand.class,
      GalleryCommand.class,
      FigureCommand.class,
      MetricsCommand.class,
      HeadsCommand.class,
      SaliencyCommand.class,
      RolloutCommand.class,
      FlowCommand.class,
      RelevanceCommand.class,
      LensCommand.class,
      MaskCommand.class
    })
public final class Main implements Runnable {

  static final int BAD_FILE = 1;
  static final int WRONG_ARGUMENTS = 2;

  @Spec private CommandSpec spec;

  private ThreadChoice threads = ThreadChoice.COMMON;

  private final Progress progress;

  private Main(Progress progress) {
    this.progress = progress;
  }

  /** Returns how far the command is that {@code spec} belongs to. */
  static Progress progressOf(CommandSpec spec) {
    return ((Main) spec.root().userObject()).progress;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Progress progress = Progress.onStandardError();
    PrintWriter out = new PrintWriter(progress.before(System.out), false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(progress.before(System.err), true, StandardCharsets.UTF_8);
    Interruption interruption = Interruption.of(Thread.currentThread(), progress);
    int code = run(progress, out, err, arguments);
    progress.clear();
    if (interruption.ruledOut()) {
      System.exit(code);
    }
  }

  /** Runs the command with the given writers and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(Progress.none(), out, err, arguments);
  }

  /** Runs the command, whose reading passes {@code progress}. */
  static int run(Progress progress, PrintWriter out, PrintWriter err, String... arguments) {
    Main main = new Main(progress);
    CommandLine command =
        new CommandLine(main)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(
                parsed -> main.threads.call(() -> new CommandLine.RunLast().execute(parsed)))
            .setParameterExceptionHandler(
                (exception, ignored) -> fail(err, explain(exception), WRONG_ARGUMENTS))
            .setExecutionExceptionHandler((exception, line, parse) -> explain(err, exception));
    giveVersion(command);
    int code = execute(command, err, arguments);
    if (out.checkError()) {
      return fail(err, "standard output must take what is printed, got a failed write", BAD_FILE);
    }
    return code;
  }

  /** What needs more memory than there is says so in one line, as other failures do. */
  private static int execute(CommandLine command, PrintWriter err, String... arguments) {
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError error) {
      return fail(err, outOfMemory(Runtime.getRuntime().maxMemory()), BAD_FILE);
    }
  }

  static String outOfMemory(long bytes) {
    return "result must fit the memory, got more than the "
        + (bytes >> 20)
        + " MB that Java may use; give it more with java -Xmx";
  }

  private static void giveVersion(CommandLine command) {
    command.getCommandSpec().version("attn 0.1.0");
    command.getSubcommands().values().forEach(Main::giveVersion);
  }

  private static @Nullable String explain(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !command.getSubcommands().isEmpty()) {
      return command.getCommandName()
          + " must be followed by one of "
          + String.join(", ", command.getSubcommands().keySet())
          + ", got "
          + String.join(" ", unmatched.getUnmatched());
    }
    return exception.getMessage();
  }

  private static int explain(PrintWriter err, Exception exception) throws Exception {
    if (Thread.currentThread().isInterrupted()) {
      return fail(err, "interrupted", BAD_FILE);
    }
    if (exception instanceof UncheckedIOException
        && exception.getCause() instanceof IOException io) {
      return fail(err, reason(io), BAD_FILE);
    }
    if (exception instanceof IOException io) {
      return fail(err, reason(io), BAD_FILE);
    }
    if (exception instanceof WrongArgumentException) {
      return fail(err, exception.getMessage(), WRONG_ARGUMENTS);
    }
    if (exception instanceof BadDataException) {
      return fail(err, exception.getMessage(), BAD_FILE);
    }
    if (exception instanceof IllegalArgumentException
        || exception instanceof IndexOutOfBoundsException) {
      return fail(err, exception.getMessage(), WRONG_ARGUMENTS);
    }
    throw exception;
  }

  private static @Nullable String reason(IOException exception) {
    if (exception instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (exception instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + ": is no folder";
    }
    if (exception instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied";
    }
    if (exception instanceof FileSystemException system && system.getReason() == null) {
      return system.getFile() + ": cannot be used";
    }
    return exception.getMessage();
  }

  private static int fail(PrintWriter err, @Nullable String message, int code) {
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    err.println("attn: " + (line.isEmpty() ? "failed without a message" : line));
    err.flush();
    return code;
  }

  @Option(
      names = "--threads",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "how many threads compute, 1 for no others (default: one per processor)")
  void threads(int count) {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, got " + count);
    }
    threads = ThreadChoice.of(count);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a verb must be given: info, gallery, figure, metrics, heads, saliency, rollout, flow, "
            + "relevance, lens or mask; see attn --help");
  }
}
