package dev.attn.examples.cli;

import dev.attn.examples.gallery.Gallery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code attn gallery}: every type of figure from bundled tensors. */
@Command(
    name = "gallery",
    description = "Draws the target figures from bundled tensors.",
    mixinStandardHelpOptions = true)
final class GalleryCommand implements Callable<Integer> {

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "the folder to fill")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Gallery.draw(out);
    return 0;
  }
}
