package io.weir.connector.kafka;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.util.List;

/** The partitions of some topics; each is a split, and each reader has a consumer of its own. */
final class KafkaSource implements Source {
    private final SourceRequest request;
    private final ScanOptions scan;
    private final SplitRegistry splits;
    /** One for each instance. */
    private final List<RecordRows> rows;

    KafkaSource(SourceRequest request, ScanOptions scan, SplitRegistry splits, List<RecordRows> rows) {
        this.request = request;
        this.scan = scan;
        this.splits = splits;
        this.rows = rows;
    }

    @Override
    public boolean isBounded() {
        return scan.end().isPresent();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int splitCount() {
        return splits.count();
    }

    @Override
    public SourceReader createReader(int instance) {
        return new KafkaSourceReader(request, scan, splits, instance, rows.get(instance));
    }

    @Override
    public void close() {
        // The readers share nothing that would have to be given back.
    }
}
