package io.weir.connector.flink;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Many splits that readers ask for one by one, so that cuts fall while some are under way. */
class FlinkManySplitsContractTest extends SourceContractTest {
    private static final int SPLITS = 60;
    private static final int ROWS_PER_SPLIT = 7;

    @Override
    protected RowType type() {
        return RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"number"});
    }

    @Override
    protected List<String> rows() {
        return IntStream.range(0, SPLITS * ROWS_PER_SPLIT)
                .mapToObj(i -> "+I[" + i + "]")
                .toList();
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        return new FlinkSource(
                Requests.source(type(), Map.of(), parallelism, batchRowsMax),
                new ManySplits(),
                new int[] {0},
                FlinkManySplitsContractTest.class.getClassLoader());
    }

    private static final class ManySplits
            implements org.apache.flink.api.connector.source.Source<
                    RowData, NumberSequenceSplit, Collection<NumberSequenceSplit>> {
        private final NumberSequenceSource numbers = new NumberSequenceSource(0, SPLITS * ROWS_PER_SPLIT - 1);

        @Override
        public Boundedness getBoundedness() {
            return Boundedness.BOUNDED;
        }

        @Override
        public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
                SplitEnumeratorContext<NumberSequenceSplit> context) {
            List<NumberSequenceSplit> splits = new ArrayList<>();
            for (int i = 0; i < SPLITS; i++) {
                long first = (long) i * ROWS_PER_SPLIT;
                splits.add(new NumberSequenceSplit("split " + i, first, first + ROWS_PER_SPLIT - 1));
            }
            return new IteratorSourceEnumerator<>(context, splits);
        }

        @Override
        public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
                SplitEnumeratorContext<NumberSequenceSplit> context, Collection<NumberSequenceSplit> state) {
            return new IteratorSourceEnumerator<>(context, state);
        }

        @Override
        public SourceReader<RowData, NumberSequenceSplit> createReader(SourceReaderContext context) {
            return new IteratorSourceReaderBase<>(context) {
                @Override
                protected RowData convert(Long number) {
                    return GenericRowData.of(number);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
            return numbers.getSplitSerializer();
        }

        @Override
        public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
            return numbers.getEnumeratorCheckpointSerializer();
        }
    }
}
