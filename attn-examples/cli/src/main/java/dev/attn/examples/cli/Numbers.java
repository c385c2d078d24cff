package dev.attn.examples.cli;

import java.util.Arrays;

/** Numbers in arguments, with errors that name the option. */
final class Numbers {

  private Numbers() {}

  static int single(String option, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a whole number, got " + text, e);
    }
  }

  static double real(String option, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a number, got " + text, e);
    }
  }

  static int[] list(String option, String text) {
    return Arrays.stream(text.split(",", -1)).mapToInt(part -> single(option, part)).toArray();
  }

  static int[] pair(String option, String text) {
    int[] numbers = list(option, text);
    if (numbers.length != 2) {
      throw new IllegalArgumentException(option + " must be two whole numbers A,B, got " + text);
    }
    return numbers;
  }

  static double[] ends(String option, String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        return new double[] {
          Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())
        };
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be two numbers A,B, got " + text, e);
    }
    throw new IllegalArgumentException(option + " must be two numbers A,B, got " + text);
  }
}
