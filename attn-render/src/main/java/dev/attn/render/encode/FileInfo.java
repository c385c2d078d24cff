package dev.attn.render.encode;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says about itself, as keywords and texts.
 *
 * @param texts in the order in which they are written; may be empty
 */
public record FileInfo(Map<String, String> texts) {

  public static final String TITLE = "Title";
  public static final String DESCRIPTION = "Description";
  public static final String SOFTWARE = "Software";

  /** The figure as JSON. */
  public static final String SPEC = "attn:spec";

  /** The hash of the data. */
  public static final String DATA = "attn:data";

  /** What drawing did to data and labels, one sentence per line. */
  public static final String FACTS = "attn:facts";

  /** Copies the texts. */
  public FileInfo {
    texts = ImmutableMap.copyOf(texts);
  }

  /** Returns nothing at all. */
  public static FileInfo none() {
    return new FileInfo(Map.of());
  }

  /** Returns the text of a keyword. */
  public Optional<String> text(String keyword) {
    return Optional.ofNullable(texts.get(keyword));
  }
}
