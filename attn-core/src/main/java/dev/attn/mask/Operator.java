package dev.attn.mask;

/** A set operation on two masks, with its sign and how tightly it binds. */
enum Operator {
  IMPLIES("=>", 1, 0b1011),
  OR("|", 2, 0b1110),
  XOR("^", 3, 0b0110),
  MINUS("-", 4, 0b0100),
  AND("&", 5, 0b1000);

  /** How tightly the prefix {@code !} binds. */
  static final int NOT_LEVEL = 6;

  private final String sign;
  private final int level;
  private final int table;

  /** Bit {@code 2a + b} of {@code table} is the result for a and b. */
  Operator(String sign, int level, int table) {
    this.sign = sign;
    this.level = level;
    this.table = table;
  }

  String sign() {
    return sign;
  }

  int level() {
    return level;
  }

  int table() {
    return table;
  }

  boolean apply(boolean a, boolean b) {
    return (table >> ((a ? 2 : 0) + (b ? 1 : 0)) & 1) == 1;
  }
}
