package dev.attn.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.BlockLists;
import dev.attn.mask.CompressedRows;
import dev.attn.mask.CumulativeLengths;
import dev.attn.mask.Expressible;
import dev.attn.mask.FlashMaskColumns;
import dev.attn.mask.MaskBias;
import dev.attn.mask.MaskExports;
import dev.attn.mask.PackedBits;
import dev.attn.mask.RowEndpoints;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/** A mask in the format of another tool, as one JSON object. */
enum MaskExport {
  /** 0 where a query may attend, -inf where not. */
  BIAS {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      MaskBias bias = value(MaskExports.of(mask).bias());
      return json -> {
        json.writeArrayFieldStart("bias");
        for (int q = 0; q < bias.rows(); q++) {
          json.writeStartArray();
          for (int k = 0; k < bias.keys(); k++) {
            JsonNumbers.write(json, bias.value(q, k));
          }
          json.writeEndArray();
        }
        json.writeEndArray();
      };
    }
  },
  /** Row pointers and columns. */
  CSR {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      CompressedRows rows = value(MaskExports.of(mask).compressedRows());
      return json -> {
        array(json, "pointers", rows.pointers());
        array(json, "columns", rows.columns());
      };
    }
  },
  /** Start and end of each run, as many for every row as the fullest row needs. */
  ENDPOINTS {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      int most = 1;
      for (int q = 0; q < mask.rows(); q++) {
        most = Math.max(most, mask.row(q).count());
      }
      RowEndpoints rows = value(MaskExports.of(mask).rowEndpoints(most));
      return json -> {
        json.writeNumberField("runsPerRow", rows.runsPerRow());
        array(json, "endpoints", rows.toArray());
      };
    }
  },
  /** The masked rows of each key. */
  FLASHMASK {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      FlashMaskColumns columns = value(MaskExports.of(mask).flashMask());
      return json -> {
        json.writeStringField("layout", columns.layout().toString().toLowerCase(Locale.ROOT));
        array(json, "numbers", columns.toArray());
      };
    }
  },
  /** Counts and indices of the partial and the full blocks of 128 x 128 cells. */
  FLEX {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      BlockLists blocks = value(MaskExports.of(mask).blockLists(BLOCK));
      return json -> {
        json.writeNumberField("block", BLOCK);
        array(json, "partialCounts", blocks.partialCounts());
        indices(json, "partialIndices", blocks, blocks::partialBlocks);
        array(json, "fullCounts", blocks.fullCounts());
        indices(json, "fullIndices", blocks, blocks::fullBlocks);
      };
    }
  },
  /** Where each of the packed documents begins, and where the last one ends. */
  CU_SEQLENS {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      CumulativeLengths lengths = value(MaskExports.of(mask).cumulativeLengths());
      return json -> {
        json.writeStringField("within", lengths.within().toString().toLowerCase(Locale.ROOT));
        array(json, "offsets", lengths.offsets());
      };
    }
  },
  /** One bit a cell, row-major, the lowest bit of a byte first. */
  BITS {
    @Override
    JsonNumbers.Body body(AttentionMask mask) {
      PackedBits bits = value(MaskExports.of(mask).packedBits());
      return json -> {
        json.writeArrayFieldStart("bytes");
        for (byte b : bits.toBytes()) {
          json.writeNumber(Byte.toUnsignedInt(b));
        }
        json.writeEndArray();
      };
    }
  };

  private static final int BLOCK = 128;

  /** Returns what writes the fields of this format. */
  abstract JsonNumbers.Body body(AttentionMask mask);

  /** Returns the name that the option takes, for example {@code cu-seqlens}. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static MaskExport named(String option) {
    for (MaskExport export : values()) {
      if (export.option().equals(option)) {
        return export;
      }
    }
    throw new IllegalArgumentException(
        "--export must be bias, csr, endpoints, flashmask, flex, cu-seqlens or bits, got "
            + option);
  }

  private static <T> T value(Expressible<T> result) {
    if (result instanceof Expressible.Not<T> not) {
      throw new BadDataException("mask cannot be exported so: " + not.reason());
    }
    return result.orThrow();
  }

  /** Writes the blocks of every row of blocks, filled up with 0 to as many as there may be. */
  private static void indices(
      JsonGenerator json, String name, BlockLists blocks, IntFunction<int[]> row)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < blocks.queryBlocks(); i++) {
      for (int block : Arrays.copyOf(row.apply(i), blocks.keyBlocks())) {
        json.writeNumber(block);
      }
    }
    json.writeEndArray();
  }

  private static void array(JsonGenerator json, String name, int[] values) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }
}
