package io.weir.engine.join;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.expression.Expression;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.OperatorContext;
import io.weir.engine.operator.Output;
import io.weir.engine.operator.Progress;
import io.weir.engine.state.StateTable;
import io.weir.engine.type.Columns;
import io.weir.plan.node.JoinType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.RowType;

/**
 * Joins two inputs that may change: each row of one with the rows of the other that have come so far and have the same
 * key, now or later.
 *
 * <p><b>Input.</b> Changes, each key in one instance on both sides. <b>Output.</b> Changes, as Flink makes them row by
 * row: of an outer join, a row without a match is given out with NULLs, and taken back when a match comes.
 *
 * <p><b>State.</b> All rows of both inputs by key ({@link JoinSide}), each with its number of matches where the join
 * needs it. Rows with a NULL in a key that equals nothing are not kept.
 */
public final class JoinOperator implements Operator {
    /** So many pairs are looked at together, and a row's more. */
    private static final int PAIRS_MAX = 8192;

    /**
     * How rows belong together.
     *
     * @param joinedType the left fields, then the right ones
     * @param filtersNulls for each key whether a NULL equals nothing
     * @param condition what else must be true of the joined fields, made for each thread
     * @param conditionColumns the joined fields that it reads
     */
    public record Rule(
            JoinType type,
            RowType joinedType,
            boolean[] filtersNulls,
            Optional<Supplier<Expression>> condition,
            int[] conditionColumns) {}

    private final JoinInput[] inputs;
    private final Rule rule;
    private final boolean[] isOuter;
    private final boolean isSemiOrAnti;
    private final boolean isAnti;

    private OperatorContext context;
    private final JoinSide[] sides = new JoinSide[2];
    private Optional<Expression> condition = Optional.empty();
    private final Batch pairsBatch;
    private final JoinOutput out;
    private long watermark = Batch.NO_WATERMARK;

    private boolean isTaking;
    private int nextRow;
    private final Column[] keyColumns;
    private int[] positions = new int[0];
    private int[] foundSlots = new int[0];
    private int[] otherSlots = new int[0];
    private boolean[] hasNullKey = new boolean[0];

    private int pairCount;
    private int[] pairPositions = new int[64];
    private int[] pairRows = new int[64];

    @SuppressWarnings("NullAway.Init")
    public JoinOperator(JoinInput left, JoinInput right, Rule rule) {
        this.inputs = new JoinInput[] {left, right};
        this.rule = rule;
        JoinType type = rule.type();
        isOuter = new boolean[] {
            type == JoinType.LEFT || type == JoinType.FULL, type == JoinType.RIGHT || type == JoinType.FULL
        };
        isAnti = type == JoinType.ANTI;
        isSemiOrAnti = isAnti || type == JoinType.SEMI;
        keyColumns = new Column[left.keys().length];
        pairsBatch = Columns.batch(rule.joinedType(), 0);
        out = isSemiOrAnti ? new JoinOutput(left.type()) : new JoinOutput(left.type(), right.type());
    }

    @Override
    public void open(OperatorContext operatorContext) {
        context = operatorContext;
        sides[0] = new JoinSide("left", inputs[0], operatorContext.clock());
        sides[1] = new JoinSide("right", inputs[1], operatorContext.clock());
        sides[0].spillTo(operatorContext.stateBackend());
        sides[1].spillTo(operatorContext.stateBackend());
        condition = rule.condition().map(Supplier::get);
    }

    @Override
    public Progress process(int input, Batch batch, Output output) {
        if (!isTaking) {
            begin(input, batch);
        }
        Batch left = input == 0 ? batch : sides[0].rows();
        Batch right = input == 1 ? batch : sides[1].rows();
        while (true) {
            if (!out.giveOut(left, right, context.batchRowsMax(), watermark, output)) {
                return Progress.BLOCKED;
            }
            if (nextRow == batch.rowCount()) {
                break;
            }
            takeSome(input, batch);
        }
        isTaking = false;
        sides[0].end();
        sides[1].end();
        context.metrics().setStateBytes(sides[0].memoryBytes() + sides[1].memoryBytes());
        scheduleSweep();
        return Progress.DONE;
    }

    private void begin(int input, Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            foundSlots = new int[count];
            otherSlots = new int[count];
            hasNullKey = new boolean[count];
        }
        int[] keys = inputs[input].keys();
        for (int k = 0; k < keys.length; k++) {
            keyColumns[k] = batch.column(keys[k]);
        }
        int selected = 0;
        for (int i = 0; i < count; i++) {
            hasNullKey[i] = hasNullKey(i);
            otherSlots[i] = JoinSide.NONE;
            if (!hasNullKey[i]) {
                positions[selected++] = i;
            }
        }
        sides[1 - input].find(keyColumns, positions, selected, foundSlots);
        for (int i = 0; i < selected; i++) {
            otherSlots[positions[i]] = foundSlots[i];
        }
        sides[input].begin(batch, positions, selected);
        nextRow = 0;
        isTaking = true;
    }

    private boolean hasNullKey(int position) {
        for (int k = 0; k < keyColumns.length; k++) {
            if (rule.filtersNulls()[k] && keyColumns[k].isNull(position)) {
                return true;
            }
        }
        return false;
    }

    /** Pairs some rows with those of the other side that may match, and leaves out those that do not. */
    private void takeSome(int input, Batch batch) {
        JoinSide other = sides[1 - input];
        pairCount = 0;
        int end = nextRow;
        while (end < batch.rowCount() && pairCount < PAIRS_MAX) {
            for (int row = other.first(otherSlots[end]); row != JoinSide.NONE; row = other.next(row)) {
                addPair(end, row);
            }
            end++;
        }
        if (condition.isPresent() && pairCount > 0) {
            filterPairs(input, batch, condition.get());
        }
        int pair = 0;
        for (int position = nextRow; position < end; position++) {
            int from = pair;
            while (pair < pairCount && pairPositions[pair] == position) {
                pair++;
            }
            if (isSemiOrAnti) {
                takeSemiOrAnti(input, batch, position, from, pair);
            } else {
                take(input, batch, position, from, pair);
            }
        }
        nextRow = end;
    }

    private void addPair(int position, int row) {
        if (pairCount == pairRows.length) {
            pairPositions = Arrays.copyOf(pairPositions, 2 * pairCount);
            pairRows = Arrays.copyOf(pairRows, 2 * pairCount);
        }
        pairPositions[pairCount] = position;
        pairRows[pairCount++] = row;
    }

    private void filterPairs(int input, Batch batch, Expression predicate) {
        int leftWidth = inputs[0].type().getFieldCount();
        Batch kept = sides[1 - input].rows();
        for (int column : rule.conditionColumns()) {
            boolean isLeft = column < leftWidth;
            boolean isOfBatch = isLeft == (input == 0);
            int index = isLeft ? column : column - leftWidth;
            pairsBatch
                    .column(column)
                    .gather(
                            isOfBatch ? batch.column(index) : kept.column(index),
                            isOfBatch ? pairPositions : pairRows,
                            pairCount);
        }
        pairsBatch.setRowCount(pairCount);
        BooleanColumn truth = (BooleanColumn) predicate.evaluate(pairsBatch);
        int passed = 0;
        for (int i = 0; i < pairCount; i++) {
            if (!truth.isNull(i) && truth.get(i)) {
                pairPositions[passed] = pairPositions[i];
                pairRows[passed++] = pairRows[i];
            }
        }
        pairCount = passed;
    }

    // ---- one row
    // -----------------------------------------------------------------------------------------------------

    private void take(int input, Batch batch, int position, int from, int to) {
        JoinSide own = sides[input];
        JoinSide other = sides[1 - input];
        byte kind = batch.rowKind(position);
        boolean isAddition = RowKinds.isAddition(kind);
        boolean isInputOuter = isOuter[input];
        boolean isOtherOuter = isOuter[1 - input];
        if (!hasNullKey[position]) {
            if (isAddition) {
                own.add(batch, position, to - from);
            } else {
                own.retract(batch, position);
            }
        }
        if (from == to) {
            if (isInputOuter) {
                add(input, position, JoinOutput.PADDING, isAddition ? RowKinds.INSERT : RowKinds.DELETE);
            }
            return;
        }
        byte pairKind = kind;
        if (isAddition && (isInputOuter || isOtherOuter)) {
            pairKind = RowKinds.INSERT;
        } else if (isInputOuter) {
            pairKind = RowKinds.DELETE;
        }
        for (int pair = from; pair < to; pair++) {
            int row = pairRows[pair];
            int matches = isOtherOuter ? other.matches(row) : 0;
            if (isOtherOuter && isAddition && matches == 0) {
                add(input, JoinOutput.PADDING, row, RowKinds.DELETE);
            }
            add(input, position, row, pairKind);
            if (isOtherOuter && !isAddition && matches == 1) {
                add(input, JoinOutput.PADDING, row, RowKinds.INSERT);
            }
            if (isOtherOuter) {
                other.setMatches(row, matches + (isAddition ? 1 : -1));
            }
        }
    }

    private void add(int input, int own, int other, byte kind) {
        if (input == 0) {
            out.add(own, other, kind);
        } else {
            out.add(other, own, kind);
        }
    }

    private void takeSemiOrAnti(int input, Batch batch, int position, int from, int to) {
        byte kind = batch.rowKind(position);
        boolean isAddition = RowKinds.isAddition(kind);
        JoinSide own = sides[input];
        if (!hasNullKey[position]) {
            if (isAddition) {
                own.add(batch, position, to - from);
            } else {
                own.retract(batch, position);
            }
        }
        if (input == 0) {
            if (isAnti == (from == to)) {
                out.add(position, JoinOutput.PADDING, kind);
            }
            return;
        }
        JoinSide left = sides[0];
        for (int pair = from; pair < to; pair++) {
            int row = pairRows[pair];
            int matches = left.matches(row);
            if (isAddition && matches == 0) {
                out.add(row, JoinOutput.PADDING, isAnti ? RowKinds.DELETE : kind);
            } else if (!isAddition && matches == 1) {
                out.add(row, JoinOutput.PADDING, isAnti ? RowKinds.INSERT : kind);
            }
            left.setMatches(row, matches + (isAddition ? 1 : -1));
        }
    }

    @Override
    public List<StateTable> stateTables() {
        return List.of(sides[0].table(), sides[1].table());
    }

    @Override
    public void onRestored() {
        sides[0].onRestored();
        sides[1].onRestored();
        scheduleSweep();
    }

    // ---- time
    // --------------------------------------------------------------------------------------------------------

    @Override
    public Progress onWatermark(long millis, Output output) {
        watermark = millis;
        return output.offerWatermark(millis) ? Progress.DONE : Progress.BLOCKED;
    }

    @Override
    public Progress onTimer(long timeMillis, Output output) {
        sides[0].sweep();
        sides[1].sweep();
        scheduleSweep();
        return Progress.DONE;
    }

    private void scheduleSweep() {
        long next = Long.MAX_VALUE;
        for (JoinSide side : sides) {
            next = Math.min(next, side.hasTtl() ? side.nextSweepMillis() : Long.MAX_VALUE);
        }
        if (next != Long.MAX_VALUE) {
            context.scheduleTimer(Math.max(next, context.clock().currentTimeMillis() + 1));
        }
    }
}
