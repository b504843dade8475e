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
}
