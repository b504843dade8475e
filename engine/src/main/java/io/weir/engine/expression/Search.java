package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.engine.type.Columns;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.SearchArgument;
import io.weir.plan.expression.SearchArgument.Bound;
import io.weir.plan.expression.SearchArgument.NullAs;
import io.weir.plan.expression.SearchArgument.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * SEARCH, which stands for IN, NOT IN, BETWEEN and chains of comparisons with constants: whether a value lies in one of
 * a set of ranges. Many texts are found by hash; everything else is a series of comparisons with the bounds.
 */
final class Search extends KernelExpression {
    private static final int HASHED_POINTS_MIN = 5;

    private final Slot needle;
    private final Expression[] lowerChecks;
    private final Expression[] upperChecks;
    private final @Nullable BytesSet points;
    private final boolean pointsExcluded;
    private final NullAs nullAs;
    private boolean[] inRange = new boolean[0];

    private Search(Call call, SearchArgument argument) {
        super(call.type(), call.operand(0));
        ownNulls();
        nullAs = argument.nullAs();
        LogicalType needleType = call.operandType(0);
        needle = new Slot(needleType, Columns.column(needleType, 0));
        List<Literal> all = points(argument.ranges());
        List<Literal> excluded = excludedPoints(argument.ranges());
        List<Literal> hashed = all.isEmpty() ? excluded : all;
        pointsExcluded = all.isEmpty();
        if (Columns.kind(needleType) == ColumnKind.BYTES && hashed.size() >= HASHED_POINTS_MIN) {
            points = BytesSet.of(hashed, argument.type());
            lowerChecks = new Expression[0];
            upperChecks = lowerChecks;
        } else {
            points = null;
            List<Range> ranges = argument.ranges();
            lowerChecks = new Expression[ranges.size()];
            upperChecks = new Expression[ranges.size()];
            for (int i = 0; i < lowerChecks.length; i++) {
                addChecks(call, argument, ranges.get(i), i);
            }
        }
    }

    static Expression compile(Call call) {
        return new Search(call, call.searchArgument(1));
    }

    private void addChecks(Call call, SearchArgument argument, Range range, int index) {
        Expression always = ExpressionCompiler.constant(new BooleanType(false), booleanColumn());
        if (range.isPoint()) {
            Literal point = range.lower().orElseThrow().value();
            lowerChecks[index] = check(call, argument, Comparison.EQUAL, point);
            upperChecks[index] = always;
            return;
        }
        lowerChecks[index] = range.lower().isPresent()
                ? check(
                        call,
                        argument,
                        range.lower().get().inclusive() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER,
                        range.lower().get().value())
                : always;
        upperChecks[index] = range.upper().isPresent()
                ? check(
                        call,
                        argument,
                        range.upper().get().inclusive() ? Comparison.LESS_OR_EQUAL : Comparison.LESS,
                        range.upper().get().value())
                : always;
    }

    private static BooleanColumn booleanColumn() {
        BooleanColumn column = new BooleanColumn(1);
        column.set(0, true);
        return column;
    }

    private Expression check(Call call, SearchArgument argument, Comparison comparison, Literal bound) {
        Expression check = ComparisonFunctions.compare(
                comparison, new BooleanType(), needle, Literals.constant(bound, argument.type()));
        if (check == null) {
            throw call.notNative();
        }
        return check;
    }

    /** The values of a set of single values; empty if it is something else. */
    private static List<Literal> points(List<Range> ranges) {
        List<Literal> points = new ArrayList<>();
        for (Range range : ranges) {
            if (!range.isPoint()) {
                return List.of();
            }
            points.add(range.lower().orElseThrow().value());
        }
        return points;
    }

    /** The values that are missing in a set of all but single values; empty if it is something else. */
    private static List<Literal> excludedPoints(List<Range> ranges) {
        List<Literal> points = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            boolean isLast = i == ranges.size() - 1;
            if (range.lower().isPresent() != i > 0 || range.upper().isPresent() == isLast) {
                return List.of();
            }
            if (!isLast) {
                Bound upper = range.upper().orElseThrow();
                Bound next = ranges.get(i + 1).lower().orElse(upper);
                if (upper.inclusive() || next.inclusive() || !upper.value().equals(next.value())) {
                    return List.of();
                }
                points.add(upper.value());
            }
        }
        return points;
    }

    @Override
    void run(Column[] arguments, Column result, Batch batch) {
        int count = batch.rowCount();
        Column values = arguments[0];
        boolean[] to = ((BooleanColumn) result).values();
        if (points != null) {
            points.contains((BytesColumn) values, pointsExcluded, to, count);
        } else {
            needle.set(values);
            runRanges(batch, to);
        }
        if (values.mayHaveNulls()) {
            if (nullAs == NullAs.UNKNOWN) {
                result.copyNulls(values, count);
            } else {
                fillNulls(values.nulls(), nullAs == NullAs.TRUE, to, count);
            }
        }
    }

    private void runRanges(Batch batch, boolean[] to) {
        int count = batch.rowCount();
        if (inRange.length < count) {
            inRange = new boolean[count];
        }
        Arrays.fill(to, 0, count, false);
        for (int i = 0; i < lowerChecks.length; i++) {
            boolean[] above = ((BooleanColumn) lowerChecks[i].evaluate(batch)).values();
            if (upperChecks[i] instanceof Constant) {
                LogicFunctions.or(to, above, count);
            } else {
                System.arraycopy(above, 0, inRange, 0, count);
                LogicFunctions.and(inRange, ((BooleanColumn) upperChecks[i].evaluate(batch)).values(), count);
                LogicFunctions.or(to, inRange, count);
            }
        }
    }

    private static void fillNulls(boolean[] nulls, boolean value, boolean[] to, int count) {
        for (int i = 0; i < count; i++) {
            if (nulls[i]) {
                to[i] = value;
            }
        }
    }
}
