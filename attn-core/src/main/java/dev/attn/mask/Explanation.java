package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Why a mask allows or blocks one cell: a tree with the verdict of every part of its expression.
 *
 * <p>A part decides if the verdict would not follow without it: under {@code and} every part that
 * blocks, or all of them if the cell is allowed; under {@code or} the other way round. {@code
 * minus} and {@code implies} count as {@code and} and {@code or} with a negated part.
 *
 * <p>Example: {@code band(10, 511, 0) & documentsOfLengths(3, 1, 4, 2)} says about query 9 and key
 * 3
 *
 * <pre>
 * (9,3) BLOCKED by documents: document of 9 is 3, document of 3 is 1; band would allow (distance 6,
 * back 511)
 * </pre>
 */
public final class Explanation {

  /** How the verdict of a node follows from those of its parts. */
  enum Role {
    /** By its own rule. */
    LEAF,
    /** It has another name than its only part, or counts queries and keys from elsewhere. */
    SAME,
    /** It allows what its only part blocks. */
    NOT,
    /** All parts must allow. */
    ALL,
    /** One part must allow. */
    ANY,
    /** An odd number of parts must allow. */
    ODD
  }

  private final int query;
  private final int key;
  private final Role role;
  private final boolean allowed;
  private final String name;
  private final String expression;
  private final String reason;
  private final ImmutableList<Explanation> parts;

  private Explanation(
      Cell cell, Role role, boolean allowed, Text text, ImmutableList<Explanation> parts) {
    this.query = cell.query;
    this.key = cell.key;
    this.role = role;
    this.allowed = allowed;
    this.name = text.name;
    this.expression = text.expression;
    this.reason = text.reason;
    this.parts = parts;
  }

  /** A place in a mask. */
  private record Cell(int query, int key) {}

  /** What is said about a node. */
  private record Text(String name, String expression, String reason) {}

  /** Returns the explanation of a leaf; {@code reason} may be empty. */
  static Explanation leaf(Leaf leaf, int q, int k) {
    Text text =
        new Text(
            leaf.rule().family(leaf.call().name()),
            leaf.text(),
            leaf.rule().reason(leaf.call(), q, k));
    return new Explanation(new Cell(q, k), Role.LEAF, leaf.allows(q, k), text, ImmutableList.of());
  }

  /** Returns the explanation of a cell that no part of the node covers. */
  static Explanation uncovered(String name, Node node, int q, int k) {
    Text text = new Text(name, node.text(), "no part covers the cell");
    return new Explanation(new Cell(q, k), Role.LEAF, node.allows(q, k), text, ImmutableList.of());
  }

  /** Returns the explanation of a node that allows the cells of one part. */
  static Explanation same(String name, Node node, int q, int k, Explanation part) {
    boolean sameCell = part.query == q && part.key == k;
    if (sameCell && part.role == Role.SAME && part.expression.equals(node.text())) {
      return part;
    }
    String place = sameCell ? "" : " at " + part.place();
    Text text = new Text(name, node.text(), "its part " + verb(part.allowed) + place);
    return new Explanation(new Cell(q, k), Role.SAME, part.allowed, text, ImmutableList.of(part));
  }

  /** Returns the explanation of the complement of {@code part}. */
  static Explanation not(Node node, Explanation part) {
    return not(node.text(), part);
  }

  private static Explanation not(String expression, Explanation part) {
    Text text = new Text("!" + part.name, expression, "its part " + verb(part.allowed));
    return new Explanation(
        new Cell(part.query, part.key), Role.NOT, !part.allowed, text, ImmutableList.of(part));
  }

  /** Returns the explanation of parts that an operator joins. */
  static Explanation joined(Combination node, int q, int k) {
    ImmutableList.Builder<Explanation> parts = ImmutableList.builder();
    for (int i = 0; i < node.parts().size(); i++) {
      Node part = node.parts().get(i);
      boolean negated =
          switch (node.operator()) {
            case MINUS -> i > 0;
            case IMPLIES -> i == 0;
            default -> false;
          };
      Explanation explained = part.explain(q, k);
      StringBuilder expression = new StringBuilder("!");
      part.print(expression, Operator.NOT_LEVEL);
      parts.add(negated ? not(expression.toString(), explained) : explained);
    }
    Role role =
        switch (node.operator()) {
          case AND, MINUS -> Role.ALL;
          case OR, IMPLIES -> Role.ANY;
          case XOR -> Role.ODD;
        };
    return joined(node, new Cell(q, k), role, parts.build());
  }

  private static Explanation joined(
      Combination node, Cell cell, Role role, ImmutableList<Explanation> parts) {
    long allowing = parts.stream().filter(Explanation::isAllowed).count();
    boolean allowed =
        switch (role) {
          case ALL -> allowing == parts.size();
          case ANY -> allowing > 0;
          default -> allowing % 2 == 1;
        };
    boolean saysAllow = role == Role.ODD || allowed;
    long agreeing = saysAllow ? allowing : parts.size() - allowing;
    String reason =
        agreeing
            + " of "
            + parts.size()
            + " parts "
            + (saysAllow ? "allow" : "block")
            + (agreeing == 1 ? "s" : "");
    Text text = new Text(node.operator().sign(), node.text(), reason);
    return new Explanation(cell, role, allowed, text, parts);
  }

  Role role() {
    return role;
  }

  /** Returns the query of the cell, counted in this part. */
  public int query() {
    return query;
  }

  /** Returns the key of the cell, counted in this part. */
  public int key() {
    return key;
  }

  /** Returns whether this part allows the cell. */
  public boolean isAllowed() {
    return allowed;
  }

  /** Returns the name of the factory, or the sign of the operator. */
  public String name() {
    return name;
  }

  /**
   * Returns the expression of this part, which {@link Masks#parseExpression} reads back as far as
   * it does that of the mask.
   *
   * <p>Parts inside a named mask are also written as calls, but some of them have no factory and
   * cannot be read: the slashes of {@code verticalSlash}, the blocks of {@code blockTopK} and
   * {@code blockTopKWithOwn}, and what {@code shift} moves, which is shown as padding that may be
   * negative.
   */
  public String expression() {
    return expression;
  }

  /** Returns why this part allows or blocks the cell, in numbers; empty if its rule cannot say. */
  public String reason() {
    return reason;
  }

  /** Returns the parts of this part, in the order of the expression. */
  public List<Explanation> parts() {
    return parts;
  }

  /** Returns those of the parts that decide the verdict. */
  public List<Explanation> deciding() {
    return parts.stream().filter(this::decides).toList();
  }

  boolean decides(Explanation part) {
    return (role != Role.ALL && role != Role.ANY) || part.allowed == allowed;
  }

  /**
   * Returns one line: the verdict, the parts that decide it, each with its reason, and the parts
   * that would have decided otherwise. Of more than three parts the rest is counted.
   */
  @Override
  public String toString() {
    return new ExplanationLine(this).text();
  }

  static String verb(boolean allowed) {
    return allowed ? "allows" : "blocks";
  }

  String place() {
    return "(" + query + "," + key + ")";
  }

  /** Returns the whole tree, one part to a line, indented by depth. */
  public String toTree() {
    StringBuilder text = new StringBuilder(place()).append(' ');
    appendTree(text, "");
    return text.toString();
  }

  private void appendTree(StringBuilder text, String indent) {
    text.append(allowed ? "ALLOWED " : "BLOCKED ").append(expression);
    text.append(reason.isEmpty() ? "" : ": " + reason);
    for (Explanation part : parts) {
      text.append('\n').append(indent).append("  ");
      part.appendTree(text, indent + "  ");
    }
  }
}
