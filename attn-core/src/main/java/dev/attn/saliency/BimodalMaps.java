package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.saliency.BimodalRelevance.Direction;
import dev.attn.saliency.BimodalRelevance.Normalisation;
import dev.attn.saliency.BimodalRelevance.Options;
import dev.attn.saliency.BimodalRelevance.Step;
import dev.attn.saliency.Relevance.Update;
import dev.attn.tensor.TensorShape;
import java.util.List;

/** The four maps of {@link BimodalRelevance} while the layers of a model are applied to them. */
final class BimodalMaps {

  /** One sequence: its relevance to itself, and to the other one. */
  static final class Side {

    private double[][] own;
    private double[][] other;
    private final boolean isRead;

    Side(int tokens, int otherTokens, boolean isRead) {
      this.own = Rows.identity(tokens);
      this.other = new double[tokens][otherTokens];
      this.isRead = isRead;
    }

    double[][] own() {
      return own;
    }

    double[][] other() {
      return other;
    }
  }

  private final Side target;
  private final Side source;
  private final Options options;
  private long rowsMasked;
  private long rowsZero;

  private BimodalMaps(Side target, Side source, Options options) {
    this.target = target;
    this.source = source;
    this.options = options;
  }

  /** Returns the maps before the first layer, with the sizes that the steps ask for. */
  static BimodalMaps start(List<Step> steps, Options options) {
    Sizes sizes = new Sizes();
    steps.forEach(sizes::read);
    checkArgument(
        sizes.targets >= 0 && sizes.sources >= 0,
        "steps must hold attention between target and source, got %s",
        steps.stream().map(Step::direction).toList());
    return new BimodalMaps(
        new Side(sizes.targets, sizes.sources, reads(steps, Direction.SOURCE_TO_TARGET)),
        new Side(sizes.sources, sizes.targets, reads(steps, Direction.TARGET_TO_SOURCE)),
        options);
  }

  private static boolean reads(List<Step> steps, Direction direction) {
    return steps.stream()
        .anyMatch(s -> s.direction() == direction || s.direction() == Direction.MUTUAL);
  }

  Side target() {
    return target;
  }

  Side source() {
    return source;
  }

  long rowsMasked() {
    return rowsMasked;
  }

  long rowsZero() {
    return rowsZero;
  }

  void apply(Step step) {
    List<PositiveProducts> products =
        step.samples().stream().map(s -> new PositiveProducts(s, options.rowSum())).toList();
    int layers = step.samples().get(0).weights().shape().layers();
    for (PositiveProducts each : products) {
      rowsMasked += (long) layers * each.weights().maskedRows();
    }
    for (int l = 0; l < layers; l++) {
      double[][] first = products.get(0).layer(l);
      switch (step.direction()) {
        case TARGET_SELF -> self(target, first);
        case SOURCE_SELF -> self(source, first);
        case TARGET_TO_SOURCE -> cross(target, source, first).run();
        case SOURCE_TO_TARGET -> cross(source, target, first).run();
        case MUTUAL -> {
          Runnable toSource = cross(target, source, first);
          Runnable toTarget = cross(source, target, products.get(1).layer(l));
          toSource.run();
          toTarget.run();
        }
      }
    }
  }

  private void self(Side side, double[][] e) {
    double[][] own = Products.of(e, side.own, side.own.length);
    double[][] other = Products.of(e, side.other, otherTokens(side));
    side.own = Relevance.update(options.update(), side.own, own);
    side.other = Relevance.update(options.update(), side.other, other);
  }

  /** Computes what {@code reader} takes from {@code read} now, to be added when it is run. */
  private Runnable cross(Side reader, Side read, double[][] e) {
    double[][] right = Products.of(e, normalised(read.own), read.own.length);
    double[][] other = Products.of(transposed(normalised(reader.own)), right, read.own.length);
    double[][] own = Products.of(e, read.other, reader.own.length);
    return () -> {
      reader.other = Relevance.update(options.update(), reader.other, other);
      if (reader.isRead || options.update() == Update.ADD) {
        reader.own = Relevance.update(options.update(), reader.own, own);
      }
    };
  }

  private int otherTokens(Side side) {
    return side == target ? source.own.length : target.own.length;
  }

  private double[][] normalised(double[][] map) {
    if (options.normalisation() == Normalisation.NONE) {
      return map;
    }
    double[][] result = new double[map.length][];
    for (int i = 0; i < map.length; i++) {
      result[i] = map[i].clone();
      result[i][i] -= 1;
      double sum = Rows.sum(result[i]);
      if (sum > 0) {
        Rows.divide(result[i], sum);
      } else {
        rowsZero++;
      }
      result[i][i] += 1;
    }
    return result;
  }

  private static double[][] transposed(double[][] square) {
    double[][] transposed = new double[square.length][square.length];
    for (int i = 0; i < square.length; i++) {
      for (int k = 0; k < square.length; k++) {
        transposed[k][i] = square[i][k];
      }
    }
    return transposed;
  }

  /** The number of tokens of both sequences, as far as the steps have told. */
  private static final class Sizes {

    private int targets = -1;
    private int sources = -1;

    void read(Step step) {
      TensorShape first = step.samples().get(0).weights().shape();
      switch (step.direction()) {
        case TARGET_SELF -> {
          target(first.queries());
          target(first.keys());
        }
        case SOURCE_SELF -> {
          source(first.queries());
          source(first.keys());
        }
        case TARGET_TO_SOURCE -> across(first.queries(), first.keys());
        case SOURCE_TO_TARGET -> across(first.keys(), first.queries());
        case MUTUAL -> {
          TensorShape second = step.samples().get(1).weights().shape();
          across(first.queries(), first.keys());
          across(second.keys(), second.queries());
        }
      }
    }

    private void across(int newTargets, int newSources) {
      target(newTargets);
      source(newSources);
    }

    private void target(int tokens) {
      targets = agreed("target", targets, tokens);
    }

    private void source(int tokens) {
      sources = agreed("source", sources, tokens);
    }

    private static int agreed(String name, int known, int tokens) {
      checkArgument(
          known < 0 || known == tokens,
          "%s must have %s tokens in every step, got %s",
          name,
          known,
          tokens);
      return tokens;
    }
  }
}
