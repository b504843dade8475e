package io.weir.connector.kafka;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;

/**
 * Makes sources of {@code 'connector' = 'upsert-kafka'}: each record is the newest row of its key, or with a null as
 * its value the end of that row.
 */
public final class UpsertKafkaSourceFactory implements SourceFactory {
    @Override
    public String identifier() {
        return "upsert-kafka";
    }

    @Override
    public Source create(SourceRequest request) {
        return KafkaSourceFactory.create(
                request, ScanOptions.ofUpsert(request.table(), request.options(), request.primaryKey()));
    }
}
