package dev.attn.io;

import dev.attn.tensor.NumericArray;
import java.io.IOException;

/** One named array of a file, which need not be looked at before it is asked for. */
@FunctionalInterface
interface ArraySource {

  NumericArray array() throws IOException;
}
