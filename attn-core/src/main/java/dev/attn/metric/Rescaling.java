package dev.attn.metric;

/** Whether a metric saw the rows as they are stored. */
public enum Rescaling {
  /** As they are stored. */
  NONE,
  /** Each row divided by its sum, because a sink takes the rest. */
  RENORMALISED,
  /** Rows whose only fault is their sum divided by it, the others as they are stored. */
  BROKEN_RENORMALISED
}
