package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.LongColumn;
import io.weir.engine.time.EventTimes;
import io.weir.engine.type.RowConverter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Keeps what an operator gives out, and may refuse every other offer. A refused offer must be made again, unchanged,
 * before any other.
 */
public class RecordingOutput implements Output {
    private final RowConverter converter;
    private final boolean refuses;
    private final int timeColumn;
    private final List<String> rows;
    private final List<Long> watermarks = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private String refused = "";
    private boolean hasRefused;

    /**
     * Makes an output.
     *
     * @param refuses whether every other offer is refused
     * @param timeColumn the column of the event time, which must be greater than the watermark given out before; -1 for
     *     none
     */
    public RecordingOutput(RowType type, boolean refuses, int timeColumn) {
        this(type, refuses, timeColumn, new ArrayList<>());
    }

    /** One of several outputs that add their rows to the same list. */
    RecordingOutput(RowType type, boolean refuses, int timeColumn, List<String> rows) {
        this.rows = rows;
        this.converter = new RowConverter(type);
        this.refuses = refuses;
        this.timeColumn = timeColumn;
    }

    /** All rows, in the order they came. */
    public List<String> rows() {
        return rows;
    }

    public List<Long> watermarks() {
        return watermarks;
    }

    /** Rows, watermarks, idleness and end, in order. */
    public List<String> events() {
        return events;
    }

    /** True if an offer was refused since this was asked last. */
    boolean takeRefused() {
        boolean result = hasRefused;
        hasRefused = false;
        return result;
    }

    /** True if an offer is to be made again. */
    boolean isWaiting() {
        return !refused.isEmpty();
    }

    private boolean isTaken(String offer) {
        if (!refused.isEmpty()) {
            assertThat(offer).as("the offer after a refusal is the same again").isEqualTo(refused);
            refused = "";
            return true;
        }
        if (refuses) {
            refused = offer;
            hasRefused = true;
            return false;
        }
        return true;
    }

    @Override
    public boolean offer(Batch batch) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            texts.add(converter.toRow(batch, i).toString());
        }
        if (!isTaken("rows " + texts)) {
            return false;
        }
        long watermark = watermarks.isEmpty() ? Batch.NO_WATERMARK : watermarks.get(watermarks.size() - 1);
        for (int i = 0; timeColumn >= 0 && i < batch.rowCount(); i++) {
            Column times = batch.column(timeColumn);
            assertThat(EventTimes.millis(times, i))
                    .as("event time of %s, after the watermark %s", texts.get(i), watermark)
                    .isGreaterThan(watermark);
        }
        rows.addAll(texts);
        events.addAll(texts);
        return true;
    }

    @Override
    public boolean offerWatermark(long watermark) {
        if (!isTaken("watermark " + watermark)) {
            return false;
        }
        if (!watermarks.isEmpty()) {
            assertThat(watermark).as("watermarks rise").isGreaterThanOrEqualTo(watermarks.get(watermarks.size() - 1));
        }
        watermarks.add(watermark);
        events.add("watermark " + watermark);
        return true;
    }

    @Override
    public boolean offerIdle(boolean idle) {
        return isTaken("idle " + idle) && events.add("idle " + idle);
    }

    @Override
    public boolean offerEnd() {
        return isTaken("end") && events.add("end");
    }

    /** A batch of one BIGINT column. */
    public static Batch longs(long... values) {
        Batch batch = new Batch(new LongColumn(Math.max(1, values.length)));
        for (int i = 0; i < values.length; i++) {
            ((LongColumn) batch.column(0)).set(i, values[i]);
        }
        batch.setRowCount(values.length);
        assertThat(batch.column(0).kind()).isEqualTo(ColumnKind.LONG);
        return batch;
    }
}
