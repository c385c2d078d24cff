package dev.attn.io;

import com.google.common.collect.ImmutableMap;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An {@code .npz} archive of deflated members, all with one time stamp. */
final class NpzContent implements FileContent {

  /** A month after the first time that zip can say, which the JDK writes with the time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ImmutableMap<String, NpyContent> members;

  private NpzContent(ImmutableMap<String, NpyContent> members) {
    this.members = members;
  }

  static NpzContent of(
      Map<String, NumericArray> arrays, Function<NumericArray, ElementType> types) {
    arrays.keySet().forEach(ArrayName::check);
    ImmutableMap.Builder<String, NpyContent> members = ImmutableMap.builder();
    arrays.forEach((name, array) -> members.put(name, NpyContent.of(array, types.apply(array))));
    return new NpzContent(members.buildOrThrow());
  }

  @Override
  public void write(OutputStream target) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(target);
    for (Map.Entry<String, NpyContent> member : members.entrySet()) {
      ZipEntry entry = new ZipEntry(member.getKey() + TensorFormat.NPY.suffix());
      // Unlike setTime, this does not depend on the time zone.
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      member.getValue().write(zip);
      zip.closeEntry();
    }
    zip.finish();
  }
}
