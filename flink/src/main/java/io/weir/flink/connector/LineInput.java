package io.weir.flink.connector;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Where lines come from. */
sealed interface LineInput extends Serializable {
    InputStream open();

    /** The standard input of the process. */
    record StandardInput() implements LineInput {
        @Override
        public InputStream open() {
            return System.in;
        }

        @Override
        public String toString() {
            return "Standard input";
        }
    }

    /** A text. */
    record Text(String text) implements LineInput {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Inline rows";
        }
    }
}
