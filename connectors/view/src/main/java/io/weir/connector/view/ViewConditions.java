package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.ValueComparator;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** The filters of a query: what they say of keys, and whether a row fits them. */
final class ViewConditions {
    private final View view;
    private final List<Condition> conditions = new ArrayList<>();
    private boolean isPoint;
    /** The keys that can fit lie from here on, or from the beginning if this is of no length. */
    private byte[] from = new byte[0];
    /** The keys that can fit lie before here, or up to the end if this is of no length. */
    private byte[] before = new byte[0];

    /** One filter: the column's number, and what its values are compared with, at position 0. */
    private record Condition(
            int column,
            ViewFilter.Operator operator,
            @Nullable Column value,
            byte[] prefix) {
        boolean fits(Batch rows) {
            Column values = rows.column(column);
            if (operator == ViewFilter.Operator.IS_NULL) {
                return values.isNull(0);
            }
            if (values.isNull(0)) {
                return false;
            }
            if (value == null) {
                return operator == ViewFilter.Operator.IS_NOT_NULL || startsWith((BytesColumn) values);
            }
            int order = ValueComparator.compare(values, 0, value, 0);
            return switch (operator) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
                case GT -> order > 0;
                case GTE -> order >= 0;
                case PREFIX, IS_NULL, IS_NOT_NULL -> throw new IllegalStateException(operator.word());
            };
        }

        private boolean startsWith(BytesColumn values) {
            int start = values.starts()[0];
            return values.lengths()[0] >= prefix.length
                    && Arrays.equals(values.data(), start, start + prefix.length, prefix, 0, prefix.length);
        }
    }

    ViewConditions(View view, List<ViewFilter> filters) {
        this.view = view;
        for (ViewFilter filter : filters) {
            conditions.add(condition(filter));
        }
        limitKeys();
    }

    /** The number of a column. */
    static int column(View view, String name) {
        int column = view.type().getFieldIndex(name);
        if (column < 0) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "There is no column '" + name + "'",
                    "view " + view.name(),
                    "The columns are "
                            + view.columns().stream().map(ViewColumn::name).collect(Collectors.joining(", ")),
                    null);
        }
        return column;
    }

    private Condition condition(ViewFilter filter) {
        int column = column(view, filter.column());
        ViewColumn of = view.columns().get(column);
        return switch (filter.operator()) {
            case IS_NULL, IS_NOT_NULL -> new Condition(column, filter.operator(), null, new byte[0]);
            case PREFIX -> {
                if (!of.type().is(LogicalTypeFamily.CHARACTER_STRING)) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID,
                            "Only a text has a prefix, and the column is of type "
                                    + of.type().asSummaryString(),
                            "view " + view.name() + ", column " + of.name(),
                            "Use eq, ne, lt, lte, gt or gte",
                            null);
                }
                yield new Condition(
                        column, filter.operator(), null, filter.value().getBytes(StandardCharsets.UTF_8));
            }
            default ->
                new Condition(column, filter.operator(), ViewValues.parse(of, filter.value(), view), new byte[0]);
        };
    }

    // ---- keys
    // --------------------------------------------------------------------------------------------------------

    /** Follows the columns of the key as far as each has one value, and the next one as far as it has bounds. */
    private void limitKeys() {
        ByteSink prefix = new ByteSink();
        int known = 0;
        ViewCodec codec = view.codec();
        while (known < codec.keyLength() && appendEqual(codec.keyColumn(known), prefix)) {
            known++;
        }
        byte[] equal = copy(prefix);
        from = equal;
        before = OrderedBytes.behind(equal);
        isPoint = known > 0 && known == codec.keyLength();
        if (known < codec.keyLength()) {
            for (Condition condition : conditions) {
                if (condition.column() == codec.keyColumn(known)) {
                    narrow(condition, equal);
                }
            }
        }
    }

    private boolean appendEqual(int column, ByteSink prefix) {
        for (Condition condition : conditions) {
            Column value = condition.value();
            if (condition.column() == column && condition.operator() == ViewFilter.Operator.EQ && value != null) {
                OrderedBytes.append(value, 0, false, prefix);
                return true;
            }
        }
        return false;
    }

    private void narrow(Condition condition, byte[] equal) {
        ByteSink bound = new ByteSink();
        bound.append(equal);
        Column value = condition.value();
        if (value != null) {
            OrderedBytes.append(value, 0, false, bound);
        } else if (condition.operator() == ViewFilter.Operator.PREFIX) {
            OrderedBytes.appendPrefix(condition.prefix(), bound);
        }
        byte[] at = copy(bound);
        switch (condition.operator()) {
            case GTE -> from = later(from, at);
            case GT -> from = later(from, OrderedBytes.behind(at));
            case LT -> before = earlier(before, at);
            case LTE -> before = earlier(before, OrderedBytes.behind(at));
            case PREFIX -> {
                from = later(from, at);
                before = earlier(before, OrderedBytes.behind(at));
            }
            case EQ, NE, IS_NULL, IS_NOT_NULL -> {
                // No bounds.
            }
        }
    }

    private static byte[] copy(ByteSink bytes) {
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    private static byte[] later(byte[] a, byte[] b) {
        return ViewContents.ORDER.compare(a, b) >= 0 ? a : b;
    }

    private static byte[] earlier(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return a.length == 0 ? b : a;
        }
        return ViewContents.ORDER.compare(a, b) <= 0 ? a : b;
    }

    /** True if only one key can fit. */
    boolean isPoint() {
        return isPoint;
    }

    /** That key. */
    byte[] point() {
        return from.clone();
    }

    /** The rows whose keys can fit. */
    TreePMap<byte[], byte[]> range(TreePMap<byte[], byte[]> rows) {
        if (before.length == 0) {
            return from.length == 0 ? rows : rows.tailMap(from, true);
        }
        if (ViewContents.ORDER.compare(from, before) >= 0) {
            return TreePMap.empty(ViewContents.ORDER);
        }
        return rows.subMap(from, true, before, false);
    }

    /** True if the first row of the batch fits all filters. */
    boolean fit(Batch rows) {
        for (Condition condition : conditions) {
            if (!condition.fits(rows)) {
                return false;
            }
        }
        return true;
    }
}
