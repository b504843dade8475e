package io.weir.library.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.flink.connector.SliceInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionedRowsTest {
    private static final RowType TYPE = RowType.of(new IntType(), new BigIntType());
    private static final long DELAY = 5;

    @TempDir
    private Path folder;

    @Test
    void aRowIsLateIfItIsLateInItsPartitionAndNoOtherIs() throws Exception {
        // Given three partitions, read at paces of their own, with times that jump forward and back
        Random random = new Random(7);
        Map<Integer, Long> clocks = new HashMap<>();
        Map<Integer, Long> watermarks = new HashMap<>();
        List<List<Long>> lateInPartition = new ArrayList<>();
        Path file = folder.resolve("slice");
        try (PartitionedRows rows = new PartitionedRows(file, TYPE)) {
            for (int i = 0; i < 2_000; i++) {
                int partition = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(2);
                long clock = clocks.merge(partition, (long) random.nextInt(4), Long::sum);
                long time = clock - random.nextInt(10);
                long before = watermarks.getOrDefault(partition, Long.MIN_VALUE);
                if (time <= before) {
                    lateInPartition.add(List.of((long) partition, time));
                }
                watermarks.put(partition, Math.max(before, time - DELAY));
                rows.add(GenericRowData.of(partition, time), "topic-" + partition, time - DELAY);
            }
            rows.finish();
        }

        // When they are read as one stream
        long watermark = Long.MIN_VALUE;
        List<List<Long>> late = new ArrayList<>();
        Map<Integer, List<Long>> times = new HashMap<>();
        try (SliceInput input =
                SliceInput.open(file.toString(), TYPE, getClass().getClassLoader())) {
            for (RowData row = input.next(); row != null; row = input.next()) {
                if (row.getLong(1) <= watermark) {
                    late.add(List.of((long) row.getInt(0), row.getLong(1)));
                }
                watermark = Math.max(watermark, row.getLong(1) - DELAY);
                times.computeIfAbsent(row.getInt(0), each -> new ArrayList<>()).add(row.getLong(1));
            }
        }

        // Then the same rows are late
        assertThat(late).isNotEmpty().containsExactlyInAnyOrderElementsOf(lateInPartition);
        assertThat(times.values().stream().mapToInt(List::size).sum()).isEqualTo(2_000);
    }
}
