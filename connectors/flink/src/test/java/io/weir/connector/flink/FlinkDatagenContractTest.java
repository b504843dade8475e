package io.weir.connector.flink;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Flink's own generator of data, a source of the new kind with an enumerator, behind the door. */
class FlinkDatagenContractTest extends SourceContractTest {
    private static final int ROWS = 500;

    @Override
    protected RowType type() {
        return RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"number"});
    }

    @Override
    protected List<String> rows() {
        return IntStream.range(0, ROWS).mapToObj(i -> "+I[" + (i - 5) + "]").toList();
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        GeneratorFunction<Long, RowData> numbers = index -> GenericRowData.of(index - 5);
        DataGeneratorSource<RowData> source = new DataGeneratorSource<>(numbers, ROWS, InternalTypeInfo.of(type()));
        return new FlinkSource(
                Requests.source(type(), Map.of(), parallelism, batchRowsMax),
                source,
                new int[] {0},
                FlinkDatagenContractTest.class.getClassLoader());
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }
}
