package io.weir.library.compare;

import io.weir.flink.connector.SliceInput;
import io.weir.library.compare.ComparisonReport.Cell;
import io.weir.library.compare.ComparisonReport.Inputs;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** Finds the rows of slices that a result's key and window are made of. */
final class InputRows {
    private static final int ROWS_SHOWN_MAX = 10;

    private final List<Slice> slices;
    private final ZoneId zone;

    /** @param zone of the session, in which windows over TIMESTAMP_LTZ are */
    InputRows(List<Slice> slices, ZoneId zone) {
        this.slices = slices;
        this.zone = zone;
    }

    /** What a row of a slice must be like. */
    private record Wanted(Map<Integer, String> cells, Map<Integer, Range> times) {
        boolean isNothing() {
            return cells.isEmpty() && times.isEmpty();
        }
    }

    /** Epoch milliseconds, without the end; on the clock of the session if the window is. */
    private record Range(long from, long to) {
        private static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        Range and(Range other) {
            return new Range(Math.max(from, other.from), Math.min(to, other.to));
        }

        boolean contains(long millis) {
            return millis >= from && millis < to;
        }
    }

    /**
     * The rows of all slices.
     *
     * @param columns where the key's columns come from
     * @param key its cells
     */
    List<Inputs> of(List<PlanColumn> columns, List<String> key) {
        List<Inputs> inputs = new ArrayList<>();
        for (Slice slice : slices) {
            Wanted wanted = wanted(slice, columns, key);
            inputs.add(wanted.isNothing() ? new Inputs(slice.table(), false, 0, List.of()) : find(slice, wanted));
        }
        return inputs;
    }

    private static Wanted wanted(Slice slice, List<PlanColumn> columns, List<String> key) {
        Map<Integer, String> cells = new HashMap<>();
        Map<Integer, Range> times = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            PlanColumn column = columns.get(i);
            Integer source = column.sources().get(slice.scan());
            if (source != null) {
                cells.put(source, key.get(i));
            }
            String cell = key.get(i);
            column.bound().ifPresent(bound -> {
                Integer time = bound.times().get(slice.scan());
                if (time != null && !cell.equals("NULL")) {
                    times.merge(time, range(bound, cell), Range::and);
                }
            });
        }
        return new Wanted(cells, times);
    }

    private static Range range(PlanColumn.Bound bound, String cell) {
        boolean isInstant = cell.endsWith("Z");
        String text = cell.replace(' ', 'T');
        long millis = isInstant
                ? Instant.parse(text).toEpochMilli()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
        long size = bound.sizeMillis();
        return switch (bound.end()) {
            case START -> new Range(millis, size > 0 ? millis + size : Long.MAX_VALUE);
            case END -> new Range(size > 0 ? millis - size : Long.MIN_VALUE, millis);
            // The last moment of a window over TIMESTAMP_LTZ is an instant, which says less than its ends.
            case LAST -> isInstant ? Range.ALL : new Range(size > 0 ? millis + 1 - size : Long.MIN_VALUE, millis + 1);
        };
    }

    private Inputs find(Slice slice, Wanted wanted) {
        RowCells cells = new RowCells(slice.type().getChildren());
        List<String> names = slice.type().getFieldNames();
        List<List<Cell>> shown = new ArrayList<>();
        long count = 0;
        try (SliceInput input =
                SliceInput.open(slice.file().toString(), slice.type(), InputRows.class.getClassLoader())) {
            for (RowData row = input.next(); row != null; row = input.next()) {
                if (!isWithin(slice, row, wanted.times)) {
                    continue;
                }
                List<String> texts = cells.of(row);
                if (wanted.cells.entrySet().stream()
                        .allMatch(each -> texts.get(each.getKey()).equals(each.getValue()))) {
                    count++;
                    if (shown.size() < ROWS_SHOWN_MAX) {
                        shown.add(Comparison.named(names, texts));
                    }
                }
            }
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "The slice cannot be read: " + e.getMessage(),
                    slice.file().toString(),
                    "",
                    e);
        }
        return new Inputs(slice.table(), true, count, shown);
    }

    private boolean isWithin(Slice slice, RowData row, Map<Integer, Range> times) {
        for (Map.Entry<Integer, Range> each : times.entrySet()) {
            Long millis = millis(row, each.getKey(), slice.type().getTypeAt(each.getKey()));
            if (millis == null || !each.getValue().contains(millis)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Long millis(RowData row, int position, LogicalType type) {
        if (row.isNullAt(position)) {
            return null;
        }
        long millis =
                row.getTimestamp(position, LogicalTypeChecks.getPrecision(type)).getMillisecond();
        return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                ? millis
                        + zone.getRules()
                                        .getOffset(Instant.ofEpochMilli(millis))
                                        .getTotalSeconds()
                                * 1000L
                : millis;
    }
}
