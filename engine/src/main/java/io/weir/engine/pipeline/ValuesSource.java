package io.weir.engine.pipeline;

import io.weir.columnar.Batch;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.Columns;
import io.weir.plan.expression.Literal;
import io.weir.plan.node.ValuesNode;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** The rows of a VALUES clause, in one batch. */
final class ValuesSource implements Source {
    private static final String POSITION = "0";

    private final ValuesNode node;
    private volatile boolean isRead;

    ValuesSource(ValuesNode node) {
        this.node = node;
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int splitCount() {
        return 1;
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    /** There is one batch: it was read, or it was not. */
    @Override
    public void restore(Map<String, byte[]> positions) {
        isRead = positions.getOrDefault(POSITION, new byte[1])[0] != 0;
    }

    @Override
    public SourceReader createReader(int instance) {
        return new Reader();
    }

    @Override
    public void close() {}

    private final class Reader implements SourceReader {
        @Override
        public @Nullable Batch poll() {
            if (isRead) {
                return null;
            }
            isRead = true;
            List<List<Literal>> rows = node.rows();
            Batch batch = Columns.batch(node.outputType(), Math.max(1, rows.size()));
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < batch.columnCount(); column++) {
                    LogicalType type = node.outputType().getTypeAt(column);
                    batch.column(column)
                            .set(row, ExpressionCompiler.literal(rows.get(row).get(column), type), 0);
                }
            }
            batch.setRowCount(rows.size());
            batch.setSequence(0);
            return batch;
        }

        @Override
        public boolean isFinished() {
            return isRead;
        }

        @Override
        public Map<String, byte[]> positions() {
            return Map.of(POSITION, new byte[] {(byte) (isRead ? 1 : 0)});
        }

        @Override
        public SourceProgress progress() {
            return new SourceProgress(0, 0, 0);
        }

        @Override
        public void close() {}
    }
}
