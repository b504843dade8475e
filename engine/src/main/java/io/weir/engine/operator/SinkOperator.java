package io.weir.engine.operator;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StatefulSinkWriter;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows to the writer of a sink, after the columns that must not be null, and the lengths of texts, have been
 * checked.
 *
 * <p><b>Failure.</b> A null in such a column fails the run, or drops the row, which is counted, as
 * {@code table.exec.sink.not-null-enforcer} says.
 */
public final class SinkOperator implements TransactionalSink {
    private final Sink sink;
    private final String table;
    private final int[] notNullColumns;
    private final String[] columnNames;
    private final boolean dropsNulls;
    private final LengthConstraint[] lengths;

    private @Nullable SinkWriter writer;
    private OperatorContext context;
    private Batch kept = new Batch();
    private Batch writing = new Batch();
    private boolean isWriting;
    private int[] positions = new int[0];
    private Batch fitted = new Batch();
    private BytesColumn[] fittedColumns = new BytesColumn[0];

    /**
     * Makes the operator.
     *
     * @param notNullColumns the columns of the input that must not be null
     * @param columnNames the names of all columns of the input
     * @param dropsNulls whether a row with such a null is dropped, instead of failing the run
     * @param lengths the columns whose length is enforced
     */
    @SuppressWarnings("NullAway.Init")
    public SinkOperator(
            Sink sink,
            String table,
            int[] notNullColumns,
            String[] columnNames,
            boolean dropsNulls,
            List<LengthConstraint> lengths) {
        this.sink = sink;
        this.table = table;
        this.notNullColumns = notNullColumns.clone();
        this.columnNames = columnNames.clone();
        this.dropsNulls = dropsNulls;
        this.lengths = lengths.toArray(LengthConstraint[]::new);
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        writer = sink.createWriter(operatorContext.instance());
    }

    private SinkWriter writer() {
        return java.util.Objects.requireNonNull(writer, "not open");
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isWriting) {
            if (batch.rowCount() == 0) {
                return Progress.DONE;
            }
            writing = fitted(checked(batch));
            isWriting = true;
        }
        if (writing.rowCount() > 0 && !writer().write(writing)) {
            return Progress.BLOCKED;
        }
        isWriting = false;
        context.metrics().setBytesOut(writer().bytes());
        scheduleFlush();
        return Progress.DONE;
    }

    private void scheduleFlush() {
        long time = writer().flushTimeMillis();
        if (time != SinkWriter.NEVER) {
            context.scheduleTimer(time);
        }
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        writer().flush();
        scheduleFlush();
        return Progress.DONE;
    }

    private Batch checked(Batch batch) {
        boolean mayHaveNulls = false;
        for (int column : notNullColumns) {
            mayHaveNulls |= batch.column(column).mayHaveNulls();
        }
        if (!mayHaveNulls) {
            return batch;
        }
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
        }
        int keptCount = 0;
        for (int i = 0; i < count; i++) {
            if (isComplete(batch, i)) {
                positions[keptCount++] = i;
            }
        }
        if (keptCount == count) {
            return batch;
        }
        context.metrics().addDroppedRows(count - keptCount);
        if (kept.columnCount() != batch.columnCount()) {
            kept = batch.newEmpty(0);
        }
        for (int i = 0; i < batch.columnCount(); i++) {
            kept.column(i).gather(batch.column(i), positions, keptCount);
        }
        kept.gatherRows(batch, positions, keptCount);
        return kept;
    }

    /** The batch with all lengths as they are declared; columns that are right stay what they are. */
    private Batch fitted(Batch batch) {
        if (lengths.length == 0) {
            return batch;
        }
        if (fittedColumns.length == 0) {
            fitted = new Batch(new Column[batch.columnCount()]);
            fittedColumns = new BytesColumn[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                fittedColumns[i] = new BytesColumn(0);
            }
        }
        for (int i = 0; i < batch.columnCount(); i++) {
            fitted.setColumn(i, batch.column(i));
        }
        for (int i = 0; i < lengths.length; i++) {
            int column = lengths[i].column();
            if (lengths[i].enforce(batch.column(column), batch.rowCount(), fittedColumns[i], table)) {
                fitted.setColumn(column, fittedColumns[i]);
            }
        }
        fitted.copyRows(batch);
        return fitted;
    }

    private boolean isComplete(Batch batch, int position) {
        for (int column : notNullColumns) {
            if (batch.column(column).isNull(position)) {
                if (!dropsNulls) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID,
                            "Column '" + columnNames[column]
                                    + "' is NOT NULL, however, a null value is being written into it",
                            "table " + table,
                            "You can set job configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this"
                                    + " exception and drop such records silently",
                            null);
                }
                return false;
            }
        }
        return true;
    }

    @Override
    public Progress onWatermark(long watermark, Output output) {
        writer().onWatermark(watermark);
        return output.offerWatermark(watermark) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onInputPause(Output output) {
        writer().flush();
        return Progress.DONE;
    }

    @Override
    public List<StateTable> stateTables() {
        return writer instanceof StatefulSinkWriter stateful ? stateful.stateTables() : List.of();
    }

    @Override
    public void onRestored() {
        if (writer instanceof StatefulSinkWriter stateful) {
            stateful.onRestored();
        }
    }

    @Override
    public Optional<byte[]> prepare(long epoch) {
        Optional<byte[]> prepared = writer().prepare(epoch);
        if (prepared.isPresent()) {
            scheduleFlush();
        }
        return prepared;
    }

    @Override
    public Progress complete(Output output) {
        writer().flush();
        writer().finish();
        context.metrics().setBytesOut(writer().bytes());
        return Progress.DONE;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
