package dev.attn.tensor;

/** The number format in which an array is stored, named as the field names it. */
public enum ElementType {
  /** IEEE 754 binary64. */
  F64("f64", 8),
  /** IEEE 754 binary32. */
  F32("f32", 4),
  /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
  F16("f16", 2),
  /** bfloat16: the upper half of a binary32. */
  BF16("bf16", 2),
  /** Signed 64-bit integer; values beyond 2^53 are read as the nearest {@code double}. */
  I64("i64", 8),
  /** Signed 32-bit integer. */
  I32("i32", 4),
  /** Signed 16-bit integer. */
  I16("i16", 2),
  /** Signed 8-bit integer. */
  I8("i8", 1),
  /** Unsigned 64-bit integer; values beyond 2^53 are read as the nearest {@code double}. */
  U64("u64", 8),
  /** Unsigned 32-bit integer. */
  U32("u32", 4),
  /** Unsigned 16-bit integer. */
  U16("u16", 2),
  /** Unsigned 8-bit integer. */
  U8("u8", 1),
  /** One byte per truth value, read as 0 and 1. */
  BOOL("bool", 1);

  private final String text;
  private final int bytes;

  ElementType(String text, int bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** Returns the number of bytes that one element takes in a file. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether every value of this format is exactly a {@code float}. */
  public boolean fitsFloat() {
    return switch (this) {
      case F32, F16, BF16, I16, I8, U16, U8, BOOL -> true;
      case F64, I64, I32, U64, U32 -> false;
    };
  }

  /** Returns the short name, for example {@code f32} or {@code bf16}. */
  @Override
  public String toString() {
    return text;
  }
}
