package dev.attn.recompute;

/** What an {@link Intervention} changes. */
public enum Target {
  /** The query vectors. */
  QUERY,
  /** The key vectors. */
  KEY,
  /** The value vectors. */
  VALUE
}
