package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of documents and chunks, in which tokens see tokens of their own group. */
final class PackingRules {

  private PackingRules() {}

  /** Tokens with equal ids see each other; a negative id, or none, is padding. */
  record Documents(MaskShape shape, ImmutableIntArray ids, Groups groups) implements Rule {

    static Documents of(MaskShape shape, ImmutableIntArray ids) {
      return new Documents(shape, ids, Groups.of(ids, shape.keys()));
    }

    /** Returns the keys of the document of row {@code q}. */
    private Runs visible(int q) {
      long p = shape.position(q);
      return p >= 0 && p < ids.length() && ids.get((int) p) >= 0
          ? groups.keys(ids.get((int) p))
          : Runs.of(0, 0);
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      out.addAll(visible(q));
    }

    @Override
    public boolean allows(int q, int k) {
      long p = shape.position(q);
      return p >= 0
          && p < ids.length()
          && k < ids.length()
          && ids.get((int) p) >= 0
          && ids.get((int) p) == ids.get(k);
    }

    @Override
    public long rowCells(int q, int keys, RunBuffer scratch) {
      return visible(q).cells();
    }

    @Override
    public String reason(Call call, int q, int k) {
      long p = shape.position(q);
      return document(p) + ", " + document(k);
    }

    private String document(long p) {
      return p >= 0 && p < ids.length()
          ? "document of " + p + " is " + (ids.get((int) p) < 0 ? "padding" : ids.get((int) p))
          : "position " + p + " has no document";
    }

    /**
     * The ids move with the keys; rows before them would lose theirs, so those stay as they are.
     */
    @Override
    public @Nullable Node sliced(Box box) {
      long off = shape.position(box.top()) - box.left();
      if (off < 0 || off > Integer.MAX_VALUE) {
        return null;
      }
      ImmutableIntArray rest = ids.subArray(Math.min(box.left(), ids.length()), ids.length());
      return leaf(new MaskShape(box.rows(), box.keys(), (int) off), rest);
    }

    static Leaf leaf(MaskShape shape, ImmutableIntArray ids) {
      boolean square = shape.equals(MaskShape.square(ids.length()));
      Call call = square ? Call.of("documents", ids) : Call.of("documents", shape, ids);
      boolean padded =
          ids.length() < shape.keys() || ids.stream().limit(shape.keys()).anyMatch(id -> id < 0);
      Documents rule = of(shape, ids);
      return padded
          ? Leaf.of(call, shape, rule, Trait.SYMMETRIC, Trait.POSITION_ONLY, Trait.PREFIX_STABLE)
          : Leaf.of(
              call,
              shape,
              rule,
              Trait.SYMMETRIC,
              Trait.EQUIVALENCE,
              Trait.SELF_VISIBLE,
              Trait.POSITION_ONLY,
              Trait.PREFIX_STABLE);
    }
  }

  /** The keys of every id. */
  record Groups(Map<Integer, Runs> byId) {

    static Groups of(ImmutableIntArray ids, int keys) {
      Map<Integer, RunBuffer> buffers = new HashMap<>();
      for (int k = 0; k < Math.min(keys, ids.length()); k++) {
        if (ids.get(k) >= 0) {
          buffers.computeIfAbsent(ids.get(k), id -> new RunBuffer()).add(k, k + 1);
        }
      }
      Map<Integer, Runs> byId = new HashMap<>();
      buffers.forEach((id, buffer) -> byId.put(id, buffer.toRuns()));
      return new Groups(byId);
    }

    Runs keys(int id) {
      return byId.getOrDefault(id, Runs.of(0, 0));
    }
  }

  /** Contiguous documents that end at {@code ends}; one interval per row. */
  record Packed(ImmutableIntArray ends, boolean causal) implements Rule {

    static Packed of(int[] lengths, boolean causal) {
      int[] ends = new int[lengths.length];
      int end = 0;
      for (int i = 0; i < lengths.length; i++) {
        end += lengths[i];
        ends[i] = end;
      }
      return new Packed(ImmutableIntArray.copyOf(ends), causal);
    }

    /** Returns the first document whose end lies after {@code token}. */
    private int document(int token) {
      int low = 0;
      int high = ends.length() - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ends.get(middle) > token) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    private int start(int document) {
      return document == 0 ? 0 : ends.get(document - 1);
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      int document = document(q);
      out.add(start(document), causal ? q + 1 : ends.get(document));
    }

    @Override
    public boolean allows(int q, int k) {
      return document(q) == document(k) && (!causal || k <= q);
    }

    @Override
    public String reason(Call call, int q, int k) {
      String documents =
          "document of " + q + " is " + document(q) + ", document of " + k + " is " + document(k);
      return causal && k > q ? documents + ", key " + k + " is after position " + q : documents;
    }

    @Override
    public String family(String name) {
      return causal ? name : "documents";
    }

    @Override
    public long cells(int rows, int keys) {
      long cells = 0;
      for (int document = 0; document < ends.length(); document++) {
        long length = ends.get(document) - (long) start(document);
        cells += causal ? length * (length + 1) / 2 : length * length;
      }
      return cells;
    }

    @Override
    public @Nullable Node transposed(int rows, int keys) {
      if (causal) {
        return null;
      }
      List<Integer> lengths = new ArrayList<>();
      for (int document = 0; document < ends.length(); document++) {
        lengths.add(ends.get(document) - start(document));
      }
      return Masks.documentsOfLengths(lengths.stream().mapToInt(Integer::intValue).toArray())
          .node();
    }
  }

  /** How far a row sees from the chunk that it stands in. */
  enum Extent {
    /** From the first key of the chunk to the query. */
    UP_TO_SELF,
    /** All keys of the chunk. */
    WHOLE_CHUNK,
    /** All keys up to the end of the chunk. */
    UP_TO_CHUNK_END
  }

  /** Chunks of {@code size} tokens, counted from position {@code pad}. */
  record Chunks(MaskShape shape, int size, int pad, Extent extent) implements Rule {

    private long start(int q) {
      return Math.floorDiv(shape.position(q) - pad, (long) size) * size + pad;
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      long start = start(q);
      long from = extent == Extent.UP_TO_CHUNK_END ? 0 : Math.max(start, pad);
      long to = extent == Extent.UP_TO_SELF ? shape.position(q) + 1 : start + size;
      out.addClipped(from, to, keys);
    }

    @Override
    public boolean allows(int q, int k) {
      long own = Math.floorDiv(shape.position(q) - pad, (long) size);
      long other = Math.floorDiv(k - (long) pad, (long) size);
      return switch (extent) {
        case UP_TO_SELF -> own == other && k <= shape.position(q) && k >= pad;
        case WHOLE_CHUNK -> own == other;
        case UP_TO_CHUNK_END -> other <= own;
      };
    }

    @Override
    public String reason(Call call, int q, int k) {
      long p = shape.position(q);
      String chunks = chunk(p) + ", " + chunk(k);
      return extent == Extent.UP_TO_SELF && k > p
          ? chunks + ", key " + k + " is after position " + p
          : chunks;
    }

    private String chunk(long p) {
      return p < pad && extent == Extent.UP_TO_SELF && pad > 0
          ? "position " + p + " is padding"
          : "chunk of " + p + " is " + Math.floorDiv(p - pad, (long) size);
    }
  }

  /** The keys before {@code ends} of the row, as far as they are valid. */
  record Segments(ImmutableIntArray ends, Runs valid) implements Rule {

    static Segments of(int[] boundary, Runs valid) {
      int n = boundary.length;
      int[] ends = new int[n];
      for (int p = n - 1; p >= 0; p--) {
        ends[p] = p + 1 == n || boundary[p + 1] == 1 ? p + 1 : ends[p + 1];
      }
      return new Segments(ImmutableIntArray.copyOf(ends), valid);
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      if (valid.contains(q)) {
        int end = ends.get(q);
        for (int i = 0; i < valid.count() && valid.start(i) < end; i++) {
          out.add(valid.start(i), Math.min(valid.end(i), end));
        }
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return k < ends.get(q) && valid.contains(q) && valid.contains(k);
    }

    @Override
    public String reason(Call call, int q, int k) {
      if (!valid.contains(q) || !valid.contains(k)) {
        return "position " + (valid.contains(q) ? k : q) + " is padding";
      }
      return "segment of " + q + " ends before " + ends.get(q);
    }
  }

  /** Returns the runs of the keys of {@code blocks} of {@code size} keys each. */
  static ImmutableList<Runs> expand(List<Runs> blocks, int size, int keys) {
    ImmutableList.Builder<Runs> expanded = ImmutableList.builder();
    for (Runs row : blocks) {
      RunBuffer out = new RunBuffer();
      for (int i = 0; i < row.count(); i++) {
        out.addClipped((long) row.start(i) * size, (long) row.end(i) * size, keys);
      }
      expanded.add(out.toRuns());
    }
    return expanded.build();
  }
}
