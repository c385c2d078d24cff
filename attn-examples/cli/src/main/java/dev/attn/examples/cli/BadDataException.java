package dev.attn.examples.cli;

/** Says that a file was read but what it holds cannot be used. */
final class BadDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadDataException(String message) {
    super(message);
  }

  BadDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
