package io.weir.engine.pipeline;

import io.weir.engine.spi.SinkGuarantee;
import java.util.List;

/**
 * What a pipeline promises of the rows of one sink.
 *
 * @param table the sink's table
 * @param guarantee what is reached
 * @param savesEpochs whether the pipeline goes on where it was after a crash
 * @param limits what keeps it from more, in words
 */
public record SinkPromise(String table, SinkGuarantee guarantee, boolean savesEpochs, List<String> limits) {
    public SinkPromise {
        limits = List.copyOf(limits);
    }

    /** A guarantee in words. */
    public static String words(SinkGuarantee guarantee) {
        return switch (guarantee) {
            case NONE -> "nothing after a crash: rows may be lost";
            case AT_LEAST_ONCE -> "each row at least once";
            case IDEMPOTENT -> "each row at least once, a repeated one replacing itself";
            case EXACTLY_ONCE -> "each row exactly once";
        };
    }
}
