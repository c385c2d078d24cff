package dev.attn.examples.gallery;

/** What the page of metrics says before its tables. */
final class MetricPageIntroduction {

  static final String TEXT =
      """
      # Metrics

      Numbers that say what an attention head does. This page is generated from the metrics themselves, and a
      test runs its code.

      ```java
      AttentionTensor weights = TensorFiles.open(Path.of("capture.safetensors")).tensor("attention");
      MetricGrid grid = HeadMetrics.named("row.entropyNorm").of(weights, Masks.causal(13)).get(0);
      MetricValue head = grid.at(6, 7);                            // layer 6, head 7
      Math.round(100 * head.value());                              // -> 93
      head.rowsUsed();                                             // -> 12
      head.rowsUndefined();                                        // -> 1
      head.how();                                                  // -> row.entropyNorm mask=causal(13) rows=UNIT tolerance=1.0E-4 type=f32 broken=FAIL rescaling=NONE average=MICRO
      ```

      ## What a number rests on

      Every row of a head is one of these, and every result counts them:

      | row | what happens |
      |---|---|
      | used | the metric scored it; the value of the head is the mean over these rows |
      | undefined | it is valid, but the metric says nothing about it, as entropy as a share of ln 1 |
      | masked | the mask allows it no key; whatever is stored is never looked at |
      | broken | NaN, negative weights, a wrong sum, or weight on blocked keys: an error, unless the options say to skip it, or to renormalise it if only its sum is wrong |

      A metric without a usable row is NaN with 0 rows used. Values of several texts can be averaged if they
      measure the same: `MetricValue.average` pools rows (MICRO) or texts (MACRO), and refuses everything else.
      `HeadMetrics.rows` gives the score of each row instead of the mean.

      ```java
      AttentionMatrix head = AttentionMatrix.copyOf(new double[][] {{1, 0, 0}, {0.5, 0.5, 0}, {0.5, 0.125, 0.375}});
      AttentionMask mask = Masks.causal(3);
      HeadMetrics.named("row.entropyNorm").of(head, mask).get(0).rowsUsed();   // -> 2
      HeadMetrics.rows(HeadMetrics.named("row.entropyNorm"), head, mask, MetricOptions.defaults()).get(0).uses();   // -> [UNDEFINED, USED, USED]

      SinkFree free = SinkFree.of(head, mask, 0);                  // without the first key
      free.weights().weight(2, 2);                                 // -> 0.75
      free.mask().emptyRows();                                     // -> [0,1)

      AttentionMatrix early = head.queryRange(0, 2);               // two queries at the first two of three keys
      MetricOptions topLeft = MetricOptions.defaults().withFirstQuery(0);
      HeadMetrics.named("pos.distance").of(early, Masks.causalTopLeft(2, 3), topLeft).get(0);   // -> pos.distance=0.25 tokens used=2 masked=0 broken=0 undefined=0 mask=causalTopLeft(2, 3) firstQuery=0 rows=UNIT tolerance=1.0E-9 type=f64 broken=FAIL rescaling=NONE average=MICRO

      MetricOptions typed = MetricOptions.defaults().withInputs(MetricInputs.none().withTypes("start", "word", "word"));
      HeadMetrics.named("sink.typeMass").of(head, mask, typed).get(1).how().variant();   // -> word
      HeadMetrics.named("sink.typeMass").needs();                  // -> [TYPES]
      ```

      ## Reading the tables

      In the formulas n is the number of keys that a query may see, a its weights on them, p its position, k that
      of a key, H = -Σ a ln a with 0 ln 0 = 0. The last query stands at the last key, unless
      `MetricOptions.withFirstQuery` says where the first one stands: 0 for top-left masks. Logarithms are natural
      unless `MetricOptions.withLogBase(BITS)` asks for others. Metrics of positions refuse cross-attention.
      Settings are those of the metric got by its name; `HeadMetrics` has a factory for other ones. Ranges hold for
      exact rows: rounding may miss an end by a few units in the last place (1 + 2e-16), and nothing is clamped.
      """;

  private MetricPageIntroduction() {}
}
