package io.weir.connector.kafka;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import java.util.Arrays;
import java.util.List;

/**
 * Makes sinks of {@code 'connector' = 'upsert-kafka'}: the newest row of each key becomes a record, and a row that is
 * gone becomes a record whose value is null.
 */
public final class UpsertKafkaSinkFactory implements SinkFactory {
    private final TransactionRegistry transactions;

    public UpsertKafkaSinkFactory() {
        this(TransactionRegistry.PROCESS);
    }

    UpsertKafkaSinkFactory(TransactionRegistry transactions) {
        this.transactions = transactions;
    }

    @Override
    public String identifier() {
        return "upsert-kafka";
    }

    @Override
    public Sink create(SinkRequest request) {
        List<String> names = request.type().getFieldNames();
        List<String> primaryKey =
                Arrays.stream(request.primaryKey()).mapToObj(names::get).toList();
        SinkOptions options = SinkOptions.ofUpsert(request.table(), request.options(), primaryKey, request.epochs());
        return KafkaSinkFactory.create(request, options, transactions);
    }
}
