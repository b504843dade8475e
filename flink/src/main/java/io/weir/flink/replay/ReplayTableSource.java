package io.weir.flink.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/**
 * Kafka's table source, whose rows come with their offsets as one field more, which the reader around it looks at and
 * takes away again.
 */
final class ReplayTableSource implements ScanTableSource, SupportsReadingMetadata, SupportsWatermarkPushDown {
    private static final String OFFSET = "offset";

    private final ScanTableSource source;
    private final ReplayPositions positions;
    private List<String> metadataKeys = List.of();
    private DataType producedType;

    ReplayTableSource(ScanTableSource source, ReplayPositions positions, DataType producedType) {
        this.source = source;
        this.positions = positions;
        this.producedType = producedType;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return source.getChangelogMode();
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        return ((SupportsReadingMetadata) source).listReadableMetadata();
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType type) {
        metadataKeys = List.copyOf(keys);
        producedType = type;
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        ((SupportsWatermarkPushDown) source).applyWatermark(strategy);
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        List<String> keys = new ArrayList<>(metadataKeys);
        keys.add(OFFSET);
        ((SupportsReadingMetadata) source)
                .applyReadableMetadata(
                        keys,
                        DataTypeUtils.appendRowFields(
                                producedType,
                                List.of(DataTypes.FIELD(
                                        "$" + OFFSET, DataTypes.BIGINT().notNull()))));
        return new Provider(
                (DataStreamScanProvider) source.getScanRuntimeProvider(context),
                positions,
                context.createTypeInformation(producedType));
    }

    @Override
    public DynamicTableSource copy() {
        ReplayTableSource copy = new ReplayTableSource((ScanTableSource) source.copy(), positions, producedType);
        copy.metadataKeys = metadataKeys;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "Replay of " + source.asSummaryString();
    }

    private record Provider(DataStreamScanProvider kafka, ReplayPositions positions, TypeInformation<RowData> type)
            implements DataStreamScanProvider {
        @Override
        public DataStream<RowData> produceDataStream(ProviderContext context, StreamExecutionEnvironment environment) {
            DataStream<RowData> rows = kafka.produceDataStream(context, environment);
            if (!(rows.getTransformation() instanceof SourceTransformation<RowData, ?, ?> made)) {
                throw new IllegalStateException("Kafka's source is made in another way: " + rows.getTransformation());
            }
            DataStreamSource<RowData> replayed = replayed(made, environment);
            context.generateUid("replay").ifPresent(replayed::uid);
            return replayed;
        }

        @SuppressWarnings("unchecked")
        private DataStreamSource<RowData> replayed(
                SourceTransformation<RowData, ?, ?> made, StreamExecutionEnvironment environment) {
            ReplaySource<Object> replay =
                    new ReplaySource<>((Source<RowData, KafkaPartitionSplit, Object>) made.getSource(), positions);
            return environment.fromSource(
                    replay, new ReplayWatermarks(made.getWatermarkStrategy(), replay.id()), made.getName(), type);
        }

        @Override
        public boolean isBounded() {
            return kafka.isBounded();
        }

        @Override
        public Optional<Integer> getParallelism() {
            return kafka.getParallelism();
        }
    }
}
