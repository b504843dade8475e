package io.weir.flink.replay;

import java.util.Set;
import java.util.UUID;
import org.apache.flink.api.common.watermark.WatermarkDeclaration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * A Kafka source whose readers replay.
 *
 * @param <StateT> what its enumerator saves
 */
final class ReplaySource<StateT> implements Source<RowData, KafkaPartitionSplit, StateT> {
    private static final long serialVersionUID = 1L;

    private final Source<RowData, KafkaPartitionSplit, StateT> kafka;
    private final ReplayPositions positions;
    private final String id = UUID.randomUUID().toString();

    ReplaySource(Source<RowData, KafkaPartitionSplit, StateT> kafka, ReplayPositions positions) {
        this.kafka = kafka;
        this.positions = positions;
    }

    /** By which its watermarks find their gate. */
    String id() {
        return id;
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<RowData, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new ReplayReader(kafka.createReader(context), positions, ReplayGate.closed(id));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, StateT> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
        return kafka.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, StateT> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, StateT state) throws Exception {
        return kafka.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<StateT> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public Set<? extends WatermarkDeclaration> declareWatermarks() {
        return kafka.declareWatermarks();
    }
}
