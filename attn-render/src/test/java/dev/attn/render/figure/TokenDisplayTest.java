package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenDisplayTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "the,the",
        " the, the",
        "\u0120the,\u0120the",
        "<b>,<b>",
        "$\\frac_1{,$\\frac_1{",
        "%d,%d",
        " ,\u2423",
        "'  ',\u2423\u2423",
        "'',''",
        "\ud800,\ud800",
        "\u200b,\u200b"
      })
  void literal_keepsEverythingButBlankTokens(String token, String drawn) {
    assertThat(TokenDisplay.literal().show(token)).isEqualTo(drawn);
  }

  @Test
  void blankTokens_areDrawnBySignsInEveryScheme() {
    for (TokenDisplay.Scheme scheme : TokenDisplay.Scheme.values()) {
      TokenDisplay display = new TokenDisplay(scheme, SpaceMark.HIDE);

      assertThat(display.show(" \n\t")).as("%s", scheme).isEqualTo("\u2423\u23ce\u21e5");
      assertThat(display.hides(" ")).isFalse();
    }
    assertThat(TokenDisplay.byteLevel().show("\u0120\u010a\u0109")).isEqualTo("\u2423\u23ce\u21e5");
    assertThat(TokenDisplay.sentencePiece().show("\u2581\u2581")).isEqualTo("\u2423\u2423");
    assertThat(TokenDisplay.sentencePiece().show("<0x0A>")).isEqualTo("\u23ce");
  }

  @ParameterizedTest
  @CsvSource({
    "\u0120the,the",
    "the,the",
    "\u0120\u0120the,\u2423the",
    "\u010athe,\u23cethe",
    "\u00e6\u00b0\u00b4,\u6c34",
    "\u00c3\u00a9t\u00c3\u00a9,\u00e9t\u00e9",
    "\u00e4,<0xE4>",
    "\u00e4\u00b8,<0xE4><0xB8>",
    "a\u00b0b,a<0xB0>b",
    "<|endoftext|>,<|endoftext|>",
    "\u6c34,\u6c34"
  })
  void byteLevel_readsBytesAsText(String token, String drawn) {
    assertThat(TokenDisplay.byteLevel().show(token)).isEqualTo(drawn);
  }

  @Property(tries = 200)
  void byteLevel_readsWhatItsAlphabetWrote(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder token = new StringBuilder();
    for (byte b : bytes) {
      token.append(letter(b & 0xff));
    }
    assertThat(ByteAlphabet.decode(token.toString()))
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  /** As the original program counts: bytes without a letter of their own get the next free one. */
  private static char letter(int wanted) {
    int next = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean own = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      if (b == wanted) {
        return (char) (own ? b : next);
      }
      next += own ? 0 : 1;
    }
    throw new AssertionError(wanted);
  }

  @ParameterizedTest
  @CsvSource({"\u2581the,the", "the,the", "a\u2581b,a b", "\u2581\u2581x,\u2423x", "<0xE4>,<0xE4>"})
  void sentencePiece_readsLowBlocksAsSpaces(String token, String drawn) {
    assertThat(TokenDisplay.sentencePiece().show(token)).isEqualTo(drawn);
  }

  @ParameterizedTest
  @CsvSource({"##ing,ing", "the,the", "##,##", "[CLS],[CLS]"})
  void wordPiece_readsNumberSignsAsContinuation(String token, String drawn) {
    assertThat(TokenDisplay.wordPiece().show(token)).isEqualTo(drawn);
  }

  @Test
  void shownMarks_areDrawn() {
    assertThat(TokenDisplay.byteLevel().withSpaces(SpaceMark.SHOW).show("\u0120the"))
        .isEqualTo("\u2423the");
    assertThat(TokenDisplay.sentencePiece().withSpaces(SpaceMark.SHOW).show("\u2581the"))
        .isEqualTo("\u2423the");
    assertThat(TokenDisplay.wordPiece().withSpaces(SpaceMark.SHOW).show("##ing"))
        .isEqualTo("##ing");
  }

  @Test
  void hiddenMarks_areCounted() {
    Axis axis = Axis.labels("\u0120the", "cat", "\u0120", "\u0120sat", "a\u0120b");

    assertThat(axis.hiddenMarks()).isZero();
    assertThat(axis.withDisplay(TokenDisplay.byteLevel()).hiddenMarks()).isEqualTo(2);
    assertThat(axis.withDisplay(TokenDisplay.byteLevel().withSpaces(SpaceMark.SHOW)).hiddenMarks())
        .isZero();
    assertThat(axis.withDisplay(TokenDisplay.byteLevel()).shown().labels())
        .containsExactly("the", "cat", "\u2423", "sat", "a b");
  }

  @Test
  @SuppressWarnings("NullAway")
  void parts_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> new TokenDisplay(null, SpaceMark.HIDE))
        .withMessage("scheme must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> TokenDisplay.literal().withSpaces(null))
        .withMessage("spaces must not be null");
  }
}
