package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open tensor file: named arrays that are read when their values are asked for.
 *
 * <p>Opening checks the structure of the file; an array of an {@code .npz} archive is checked when
 * it is first asked for, so that one member in a format this library does not read (texts, say)
 * does not bar the way to the others. The file must not be changed while it is in use; one that is
 * replaced, as {@link TensorFiles} does when it writes, may be.
 *
 * <p>Arrays and tensors taken from a file end with it: reading them after {@link #close()} throws
 * an {@link IllegalStateException}. No file handle is held meanwhile, so a file that is never
 * closed leaks nothing: its memory goes when the last array of it does. May be used by many
 * threads.
 */
public final class TensorFile implements AutoCloseable {

  private final Path path;
  private final Lifetime lifetime;
  private final ImmutableMap<String, ArraySource> arrays;
  private final TokenSource tokens;

  TensorFile(
      Path path, Lifetime lifetime, Map<String, ? extends ArraySource> arrays, TokenSource tokens) {
    this.path = path;
    this.lifetime = lifetime;
    this.arrays = ImmutableMap.copyOf(arrays);
    this.tokens = tokens;
  }

  /** Returns the path that was opened. */
  public Path path() {
    return path;
  }

  /**
   * Returns the names of all arrays in the order of the file, as an unmodifiable list; the one
   * array of an {@code .npy} file has the name of the file without its suffix.
   */
  public List<String> names() {
    return arrays.keySet().asList();
  }

  /**
   * Returns one array, of any rank; its type and shape are known without reading its values.
   *
   * @throws IllegalArgumentException if there is no array of this name
   * @throws IOException if the array is malformed or in a format that is not supported
   * @cost Constant, and nothing is copied. A deflated member of an {@code .npz} archive is inflated
   *     into memory, and again if memory ran short since it was last in use.
   */
  public NumericArray array(String name) throws IOException {
    lifetime.check();
    ArraySource source = arrays.get(name);
    if (source == null) {
      throw new IllegalArgumentException("name must be one of " + names() + ", got " + name);
    }
    return source.array();
  }

  /**
   * Returns one array as attention; missing leading axes have length 1.
   *
   * @shape {@code [layers, heads, queries, keys]}, {@code [heads, queries, keys]} or {@code
   *     [queries, keys]} in the file
   * @throws IllegalArgumentException if there is no array of this name, or its rank is not 2 to 4
   * @throws IOException if the array is malformed or in a format that is not supported
   * @cost As {@link #array(String)}.
   */
  public AttentionTensor tensor(String name) throws IOException {
    NumericArray array = array(name);
    checkArgument(
        array.rank() >= 2 && array.rank() <= 4,
        "array %s must have rank 2 to 4 to be read as attention, got shape %s; read it with array",
        name,
        array.shape());
    return array.asAttention();
  }

  /**
   * Returns the tokens that the file holds: those that a {@code .safetensors} file has in its
   * metadata under {@code tokens}, as a JSON list in a string, with spans under {@code spans};
   * empty for a file without them and for other formats.
   *
   * @throws IOException if there are tokens, but malformed ones
   */
  public Optional<Tokens> tokens() throws IOException {
    lifetime.check();
    return tokens.tokens();
  }

  /** Ends the use of this file and of all arrays taken from it; a second call changes nothing. */
  @Override
  public void close() {
    lifetime.end();
  }

  /** Returns the path and the names, for example {@code capture.npz [attention, gradient]}. */
  @Override
  public String toString() {
    return path + " " + names();
  }
}
