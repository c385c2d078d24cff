package dev.attn.examples.cli;

/** Says that an option does not fit the data, although the data may well be sound. */
final class WrongArgumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongArgumentException(String message) {
    super(message);
  }

  WrongArgumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
