package io.weir.engine.join;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.spi.LookupReader;
import io.weir.engine.spi.LookupSource;
import io.weir.engine.state.KeyIndex;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Joins each row with what a table holds for its key right now. A batch's keys are looked up together, each of them
 * once; the batch goes on when all have been answered, and until then the operator asks to be called again.
 *
 * <p><b>Input.</b> Any rows. A row with a NULL in its key is not looked up, and finds nothing.
 *
 * <p><b>Output.</b> In the order of the input, each row with each row found for it that satisfies the condition; for a
 * left join, a row without any comes once, with NULLs. Rows keep their kind of change and their watermark. A numbered
 * batch gives one batch, so that an ordered source stays ordered; any other gives batches of about the usual size,
 * except that the rows of one row are never divided.
 *
 * <p><b>State.</b> None: a batch is never left half done, so nothing is under way when a barrier passes.
 *
 * <p><b>Failure.</b> What the source does not find out, after its own attempts, fails the job.
 */
public final class LookupJoinOperator implements Operator {
    private static final int NONE = -1;

    /**
     * How rows belong together.
     *
     * @param keys what is looked up, over the input
     * @param preFilter which rows are looked up at all, over the input
     * @param condition what else must be true, over the input's fields followed by those found
     * @param conditionColumns the fields that it reads
     * @param isLeft whether a row that finds nothing stays
     */
    public record Rule(
            Expression[] keys,
            Optional<Expression> preFilter,
            Optional<Expression> condition,
            int[] conditionColumns,
            boolean isLeft) {}

    private final LookupSource source;
    private final Rule rule;
    private final FoundRows found;
    private final int leftCount;

    private final Column[] keyColumns;
    private final Batch pairs;
    private final Batch out;
    private @Nullable LookupReader reader;
    private @Nullable KeyIndex index;
    private int batchRowsMax;

    private boolean isBegun;
    private boolean isAnswered;
    private boolean isOutPending;
    private int next;
    /** For each row of the batch the number of its key, or {@link #NONE}. */
    private int[] keyOfRow = new int[0];

    private int[] positions = new int[0];
    private int[] slots = new int[0];
    /** The pairs that may be joined, and those that are. */
    private int[] pairLefts = new int[0];

    private int[] pairRights = new int[0];
    private int[] lefts = new int[0];
    private int[] rights = new int[0];

    /**
     * Makes the operator.
     *
     * @param found makes of the rows that the source gives what they are joined as
     * @param outputType the input's fields, then those found
     */
    public LookupJoinOperator(LookupSource source, Rule rule, FoundRows found, RowType inputType, RowType outputType) {
        this.source = source;
        this.rule = rule;
        this.found = found;
        this.leftCount = inputType.getFieldCount();
        this.keyColumns = new Column[rule.keys().length];
        pairs = Columns.batch(outputType, 0);
        out = Columns.batch(outputType, 0);
    }

    @Override
    public void open(OperatorContext context) {
        batchRowsMax = context.batchRowsMax();
        reader = source.createReader(context.instance());
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isBegun) {
            begin(batch);
            isBegun = true;
        }
        if (!isAnswered) {
            if (!takeAnswers()) {
                return Progress.CALL_AGAIN;
            }
            isAnswered = true;
        }
        boolean isNumbered = batch.sequence() != Batch.NO_SEQUENCE;
        do {
            if (!isOutPending) {
                join(batch, isNumbered ? Integer.MAX_VALUE : batchRowsMax);
            }
            if (out.rowCount() > 0 || isNumbered) {
                isOutPending = !output.offer(out);
                if (isOutPending) {
                    return Progress.BLOCKED;
                }
            }
        } while (next < batch.rowCount());
        isBegun = false;
        return Progress.DONE;
    }

    /** Finds out which keys there are, and begins to look them up. */
    private void begin(Batch batch) {
        int count = batch.rowCount();
        if (keyOfRow.length < count) {
            keyOfRow = new int[count];
            positions = new int[count];
            slots = new int[count];
        }
        next = 0;
        int selected = selectAsked(batch);
        KeyIndex keys = index == null ? KeyIndex.create(keyColumns) : index;
        index = keys;
        keys.clear();
        keys.resolve(keyColumns, positions, selected, slots);
        for (int i = 0; i < selected; i++) {
            keyOfRow[positions[i]] = slots[i];
        }
        isAnswered = selected == 0;
        if (isAnswered) {
            found.clear();
        } else {
            Batch asked = new Batch(keys.keys());
            asked.setRowCount(keys.size());
            opened().begin(asked);
        }
    }

    /** Puts down the positions of rows that are looked up; the result is how many there are. */
    private int selectAsked(Batch batch) {
        int count = batch.rowCount();
        Arrays.fill(keyOfRow, 0, count, NONE);
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = rule.keys()[i].evaluate(batch);
        }
        BooleanColumn truth = rule.preFilter().isPresent()
                ? (BooleanColumn) rule.preFilter().get().evaluate(batch)
                : null;
        int selected = 0;
        for (int row = 0; row < count; row++) {
            boolean isAsked = truth == null || (truth.get(row) && !truth.isNull(row));
            for (Column key : keyColumns) {
                isAsked &= !key.isNull(row);
            }
            if (isAsked) {
                positions[selected++] = row;
            }
        }
        return selected;
    }

    private boolean takeAnswers() {
        LookupReader answering = opened();
        if (index == null || !answering.poll()) {
            return false;
        }
        found.take(answering.rows(), answering.origins(), index.size());
        return true;
    }

    private LookupReader opened() {
        if (reader == null) {
            throw new IllegalStateException("not open");
        }
        return reader;
    }

    /** Makes the output of the rows from the next one on, until there are enough. */
    private void join(Batch batch, int rowsMax) {
        int from = next;
        int pairCount = pair(batch.rowCount(), rowsMax);
        int joined = select(batch, from, pairCount);
        for (int i = 0; i < leftCount; i++) {
            out.column(i).gather(batch.column(i), lefts, joined);
        }
        for (int i = leftCount; i < out.columnCount(); i++) {
            out.column(i).gather(found.rows().column(i - leftCount), rights, joined);
        }
        out.gatherRows(batch, lefts, joined);
    }

    /** Pairs rows with those found for their keys; the result is how many pairs there are. */
    private int pair(int rowCount, int rowsMax) {
        int count = 0;
        int from = next;
        while (next < rowCount && count + (next - from) < rowsMax) {
            int key = keyOfRow[next];
            if (key != NONE) {
                int end = found.end(key);
                ensurePairs(count + end - found.start(key));
                for (int right = found.start(key); right < end; right++) {
                    pairLefts[count] = next;
                    pairRights[count++] = right;
                }
            }
            next++;
        }
        return count;
    }

    /** Keeps the pairs that satisfy the condition, and for a left join the rows without any. */
    private int select(Batch batch, int from, int pairCount) {
        int most = pairCount + next - from;
        if (lefts.length < most) {
            lefts = new int[Math.max(most, lefts.length + (lefts.length >> 1))];
            rights = new int[lefts.length];
        }
        BooleanColumn truth = rule.condition().isPresent() && pairCount > 0
                ? evaluate(rule.condition().get(), batch, pairCount)
                : null;
        int joined = 0;
        int pair = 0;
        for (int left = from; left < next; left++) {
            int before = joined;
            for (; pair < pairCount && pairLefts[pair] == left; pair++) {
                if (truth == null || (truth.get(pair) && !truth.isNull(pair))) {
                    lefts[joined] = left;
                    rights[joined++] = pairRights[pair];
                }
            }
            if (rule.isLeft() && joined == before) {
                lefts[joined] = left;
                rights[joined++] = found.nullRow();
            }
        }
        return joined;
    }

    private BooleanColumn evaluate(Expression condition, Batch batch, int pairCount) {
        for (int column : rule.conditionColumns()) {
            if (column < leftCount) {
                pairs.column(column).gather(batch.column(column), pairLefts, pairCount);
            } else {
                pairs.column(column).gather(found.rows().column(column - leftCount), pairRights, pairCount);
            }
        }
        pairs.gatherRows(batch, pairLefts, pairCount);
        return (BooleanColumn) condition.evaluate(pairs);
    }

    private void ensurePairs(int count) {
        if (pairLefts.length < count) {
            int capacity = Math.max(count, pairLefts.length + (pairLefts.length >> 1) + 16);
            pairLefts = Arrays.copyOf(pairLefts, capacity);
            pairRights = Arrays.copyOf(pairRights, capacity);
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
