package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import org.apache.flink.table.types.logical.LogicalType;

/** AND, OR, NOT and the tests for TRUE, FALSE and UNKNOWN, in three-valued logic. */
final class LogicFunctions {
    private LogicFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("AND", call -> new Junction(call, false));
        registry.add("OR", call -> new Junction(call, true));
        registry.add("NOT", call -> Kernels.unary(call, LogicFunctions::not));
        registry.add("IS TRUE", call -> test(call, true, false));
        registry.add("IS NOT TRUE", call -> test(call, true, true));
        registry.add("IS FALSE", call -> test(call, false, false));
        registry.add("IS NOT FALSE", call -> test(call, false, true));
        registry.add(
                "IS UNKNOWN",
                call -> Kernels.unary(call, ComparisonFunctions::isNull).ownNulls());
        registry.add(
                "IS NOT UNKNOWN",
                call -> Kernels.unary(call, ComparisonFunctions::isNotNull).ownNulls());
    }

    private static Expression test(Call call, boolean wanted, boolean negated) {
        return Kernels.<BooleanColumn, BooleanColumn>unary(
                        call, (operand, result, count) -> is(operand, wanted, negated, result.values(), count))
                .ownNulls();
    }

    /**
     * AND or OR of any number of operands. An operand that can fail is evaluated only for the rows that the operands
     * before it have not decided.
     */
    private static final class Junction implements Expression {
        private final LogicalType type;
        private final Conditional[] operands;
        private final boolean deciding;
        private final boolean fallible;
        private final boolean deterministic;
        private final BooleanColumn result;
        private int[] open = new int[0];

        Junction(Call call, boolean deciding) {
            type = call.type();
            this.deciding = deciding;
            operands = new Conditional[call.operandCount()];
            boolean anyFallible = false;
            boolean allDeterministic = true;
            for (int i = 0; i < operands.length; i++) {
                operands[i] = call.conditional(i);
                anyFallible |= operands[i].expression().isFallible();
                allDeterministic &= operands[i].expression().isDeterministic();
            }
            fallible = anyFallible;
            deterministic = allDeterministic;
            result = (BooleanColumn) Columns.column(type, 0);
        }

        @Override
        public LogicalType type() {
            return type;
        }

        @Override
        public boolean isFallible() {
            return fallible;
        }

        @Override
        public boolean isDeterministic() {
            return deterministic;
        }

        @Override
        public Column evaluate(Batch batch) {
            int count = batch.rowCount();
            Column first = operands[0].expression().evaluate(batch);
            result.reset();
            result.ensureCapacity(count);
            System.arraycopy(((BooleanColumn) first).values(), 0, result.values(), 0, count);
            result.copyNulls(first, count);
            for (int i = 1; i < operands.length; i++) {
                if (operands[i].expression().isFallible()) {
                    mergeOpen(operands[i], batch);
                } else {
                    merge((BooleanColumn) operands[i].expression().evaluate(batch), count);
                }
            }
            return result;
        }

        private void merge(BooleanColumn operand, int count) {
            if (!operand.mayHaveNulls() && !result.mayHaveNulls()) {
                if (deciding) {
                    or(result.values(), operand.values(), count);
                } else {
                    and(result.values(), operand.values(), count);
                }
                return;
            }
            for (int i = 0; i < count; i++) {
                mergeOne(i, operand, i);
            }
        }

        private void mergeOpen(Conditional operand, Batch batch) {
            int count = batch.rowCount();
            if (open.length < count) {
                open = new int[count];
            }
            int openCount = 0;
            for (int i = 0; i < count; i++) {
                if (result.isNull(i) || result.get(i) != deciding) {
                    open[openCount++] = i;
                }
            }
            BooleanColumn some = (BooleanColumn) operand.evaluate(batch, open, openCount);
            for (int i = 0; i < openCount; i++) {
                mergeOne(open[i], some, i);
            }
        }

        private void mergeOne(int position, BooleanColumn operand, int operandPosition) {
            boolean leftUnknown = result.isNull(position);
            if (!leftUnknown && result.get(position) == deciding) {
                return;
            }
            if (operand.isNull(operandPosition)) {
                result.setNull(position);
            } else if (operand.get(operandPosition) == deciding) {
                result.setNotNull(position);
                result.set(position, deciding);
            }
        }
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    static void and(boolean[] left, boolean[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] &= right[i];
        }
    }

    static void or(boolean[] left, boolean[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] |= right[i];
        }
    }

    static void not(BooleanColumn operand, BooleanColumn result, int count) {
        boolean[] from = operand.values();
        boolean[] to = result.values();
        for (int i = 0; i < count; i++) {
            to[i] = !from[i];
        }
    }

    static void is(BooleanColumn operand, boolean wanted, boolean negated, boolean[] result, int count) {
        boolean[] values = operand.values();
        if (operand.mayHaveNulls()) {
            boolean[] nulls = operand.nulls();
            for (int i = 0; i < count; i++) {
                result[i] = (!nulls[i] & values[i] == wanted) != negated;
            }
        } else {
            for (int i = 0; i < count; i++) {
                result[i] = (values[i] == wanted) != negated;
            }
        }
    }
}
