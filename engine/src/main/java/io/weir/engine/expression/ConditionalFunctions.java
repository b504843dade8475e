package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import org.apache.flink.table.types.logical.LogicalType;

/** CASE, IF, COALESCE, IFNULL and NULLIF. What can fail is evaluated only for the rows that take it. */
final class ConditionalFunctions {
    private ConditionalFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("CASE", CaseExpression::new);
        registry.add("IF", CaseExpression::new);
        registry.add("COALESCE", CoalesceExpression::new);
        registry.add("IFNULL", CoalesceExpression::new);
    }

    /** An operand, cast to the type of the whole: branches may differ in the lengths of texts and the like. */
    private static Conditional value(Call call, int index) {
        Expression cast = Casts.cast(call.operand(index), call.type(), call.context(), Casts.OnFailure.NULL);
        if (cast == null) {
            throw call.notNative();
        }
        return Conditional.of(cast, call.planOperand(index));
    }

    private abstract static class Base implements Expression {
        private final LogicalType type;
        final Column result;
        boolean fallible;
        boolean deterministic = true;

        Base(LogicalType type) {
            this.type = type;
            result = Columns.column(type, 0);
        }

        final void include(Expression expression) {
            fallible |= expression.isFallible();
            deterministic &= expression.isDeterministic();
        }

        @Override
        public final LogicalType type() {
            return type;
        }

        @Override
        public final boolean isFallible() {
            return fallible;
        }

        @Override
        public final boolean isDeterministic() {
            return deterministic;
        }
    }

    /** CASE WHEN … THEN … ELSE … END: operands are conditions and values by turns, then the value of ELSE. */
    private static final class CaseExpression extends Base {
        private final Conditional[] conditions;
        private final Conditional[] values;
        /** For each row the branch that it takes. */
        private int[] branches = new int[0];

        private int[] positions = new int[0];
        private int[] branchCounts;

        CaseExpression(Call call) {
            super(call.type());
            conditions = new Conditional[call.operandCount() / 2];
            values = new Conditional[conditions.length + 1];
            branchCounts = new int[values.length];
            for (int i = 0; i < conditions.length; i++) {
                conditions[i] = call.conditional(2 * i);
                values[i] = value(call, 2 * i + 1);
            }
            values[conditions.length] = value(call, call.operandCount() - 1);
            for (Conditional condition : conditions) {
                include(condition.expression());
            }
            for (Conditional value : values) {
                include(value.expression());
            }
        }

        @Override
        public Column evaluate(Batch batch) {
            int count = batch.rowCount();
            if (branches.length < count) {
                branches = new int[count];
                positions = new int[count];
            }
            choose(batch);
            result.reset();
            result.ensureCapacity(count);
            for (int branch = 0; branch < values.length; branch++) {
                if (branchCounts[branch] > 0) {
                    take(branch, batch);
                }
            }
            return result;
        }

        private void choose(Batch batch) {
            int count = batch.rowCount();
            int otherwise = conditions.length;
            Arrays.fill(branches, 0, count, otherwise);
            Arrays.fill(branchCounts, 0);
            branchCounts[otherwise] = count;
            for (int branch = 0; branch < otherwise && branchCounts[otherwise] > 0; branch++) {
                Conditional condition = conditions[branch];
                if (branch > 0 && condition.expression().isFallible()) {
                    int open = collect(otherwise, count);
                    BooleanColumn taken = (BooleanColumn) condition.evaluate(batch, positions, open);
                    for (int i = 0; i < open; i++) {
                        if (taken.get(i) && !taken.isNull(i)) {
                            branches[positions[i]] = branch;
                            branchCounts[branch]++;
                        }
                    }
                } else {
                    BooleanColumn taken = (BooleanColumn) condition.expression().evaluate(batch);
                    branchCounts[branch] = mark(taken, branches, otherwise, branch, count);
                }
                branchCounts[otherwise] -= branchCounts[branch];
            }
        }

        private static int mark(BooleanColumn taken, int[] branches, int otherwise, int branch, int count) {
            int marked = 0;
            for (int i = 0; i < count; i++) {
                if (branches[i] == otherwise && taken.get(i) && !taken.isNull(i)) {
                    branches[i] = branch;
                    marked++;
                }
            }
            return marked;
        }

        /** Collects the positions of the rows that take a branch. */
        private int collect(int branch, int count) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                if (branches[i] == branch) {
                    positions[found++] = i;
                }
            }
            return found;
        }

        private void take(int branch, Batch batch) {
            int found = collect(branch, batch.rowCount());
            Conditional value = values[branch];
            if (value.expression().isFallible()) {
                scatter(value.evaluate(batch, positions, found), positions, found, result);
            } else {
                pick(value.expression().evaluate(batch), positions, found, result);
            }
        }
    }

    /** COALESCE: the first operand that is not null. */
    private static final class CoalesceExpression extends Base {
        private final Conditional[] values;
        private int[] open = new int[0];
        private int[] taken = new int[0];
        private int[] takenSources = new int[0];

        CoalesceExpression(Call call) {
            super(call.type());
            values = new Conditional[call.operandCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(call, i);
                include(values[i].expression());
            }
        }

        @Override
        public Column evaluate(Batch batch) {
            int count = batch.rowCount();
            Column first = values[0].expression().evaluate(batch);
            if (!first.mayHaveNulls()) {
                return first;
            }
            if (open.length < count) {
                open = new int[count];
                taken = new int[count];
                takenSources = new int[count];
            }
            result.reset();
            result.ensureCapacity(count);
            for (int i = 0; i < count; i++) {
                open[i] = i;
            }
            int openCount = count;
            for (int i = 0; i < values.length && openCount > 0; i++) {
                boolean isLast = i == values.length - 1;
                if (i > 0 && values[i].expression().isFallible()) {
                    openCount = take(values[i].evaluate(batch, open, openCount), true, openCount, isLast);
                } else {
                    openCount = take(values[i].expression().evaluate(batch), false, openCount, isLast);
                }
            }
            return result;
        }

        private int take(Column values, boolean gathered, int openCount, boolean isLast) {
            int stillOpen = 0;
            int takenCount = 0;
            for (int i = 0; i < openCount; i++) {
                int position = open[i];
                int source = gathered ? i : position;
                if (isLast || !values.isNull(source)) {
                    taken[takenCount] = position;
                    takenSources[takenCount++] = source;
                } else {
                    open[stillOpen++] = position;
                }
            }
            for (int i = 0; i < takenCount; i++) {
                result.set(taken[i], values, takenSources[i]);
            }
            return stillOpen;
        }
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    /** Copies value i to position {@code positions[i]}. */
    static void scatter(Column from, int[] positions, int count, Column to) {
        for (int i = 0; i < count; i++) {
            to.set(positions[i], from, i);
        }
    }

    /** Copies the values at the given positions to the same positions of another column. */
    static void pick(Column from, int[] positions, int count, Column to) {
        if (from.mayHaveNulls() || from instanceof BytesColumn) {
            for (int i = 0; i < count; i++) {
                to.set(positions[i], from, positions[i]);
            }
        } else if (from instanceof LongColumn longs) {
            pick(longs.values(), positions, count, ((LongColumn) to).values());
        } else if (from instanceof IntColumn ints) {
            pick(ints.values(), positions, count, ((IntColumn) to).values());
        } else if (from instanceof DoubleColumn doubles) {
            pick(doubles.values(), positions, count, ((DoubleColumn) to).values());
        } else {
            for (int i = 0; i < count; i++) {
                to.set(positions[i], from, positions[i]);
            }
        }
    }

    private static void pick(long[] from, int[] positions, int count, long[] to) {
        for (int i = 0; i < count; i++) {
            to[positions[i]] = from[positions[i]];
        }
    }

    private static void pick(int[] from, int[] positions, int count, int[] to) {
        for (int i = 0; i < count; i++) {
            to[positions[i]] = from[positions[i]];
        }
    }

    private static void pick(double[] from, int[] positions, int count, double[] to) {
        for (int i = 0; i < count; i++) {
            to[positions[i]] = from[positions[i]];
        }
    }
}
