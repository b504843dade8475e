package io.weir.engine.join;

import io.weir.columnar.Batch;
import io.weir.columnar.IntColumn;
import io.weir.engine.spi.LookupReader;
import io.weir.engine.spi.LookupSource;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Rows by a number, found after a while. */
final class FakeLookupSource implements LookupSource {
    private static final int POLLS = 3;

    private final RowType type;
    private final Map<Integer, List<RowData>> table;
    /** The keys of each batch that was asked for, of all readers. */
    final List<List<Integer>> asked = new ArrayList<>();

    int closed;

    FakeLookupSource(RowType type, Map<Integer, List<RowData>> table) {
        this.type = type;
        this.table = table;
    }

    @Override
    public LookupReader createReader(int instance) {
        return new Reader();
    }

    private final class Reader implements LookupReader {
        private final Batch rows = Columns.batch(type, 0);
        private final RowDataAppender appender = new RowDataAppender(type);
        private final List<Integer> keys = new ArrayList<>();
        private int[] origins = new int[0];
        private int polls;

        @Override
        public void begin(Batch batch) {
            keys.clear();
            polls = 0;
            IntColumn column = (IntColumn) batch.column(0);
            for (int i = 0; i < batch.rowCount(); i++) {
                keys.add(column.get(i));
            }
            asked.add(List.copyOf(keys));
        }

        @Override
        public boolean poll() {
            if (++polls < POLLS) {
                return false;
            }
            rows.reset();
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                for (RowData row : table.getOrDefault(keys.get(i), List.of())) {
                    appender.append(row, rows);
                    found.add(i);
                }
            }
            origins = Arrays.copyOf(found.stream().mapToInt(Integer::intValue).toArray(), found.size());
            return true;
        }

        @Override
        public Batch rows() {
            return rows;
        }

        @Override
        public int[] origins() {
            return origins;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
