package io.weir.engine.type;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.plan.NotNativeException;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Columns and batches for logical types: the one place that says which type has which layout. */
public final class Columns {
    /** The greatest precision of a DECIMAL that is kept in a {@link LongColumn}. */
    public static final int COMPACT_DECIMAL_PRECISION_MAX = 18;

    /** The greatest precision of a TIMESTAMP that is kept in a {@link LongColumn}. */
    public static final int COMPACT_TIMESTAMP_PRECISION_MAX = 3;

    private Columns() {}

    /** An empty batch with one column for each field. */
    public static Batch batch(RowType type, int capacity) {
        List<LogicalType> children = type.getChildren();
        Column[] columns = new Column[children.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(children.get(i), capacity);
        }
        return new Batch(columns);
    }

    /** An empty column for values of this type. */
    public static Column column(LogicalType type, int capacity) {
        return switch (kind(type)) {
            case BOOLEAN -> new BooleanColumn(capacity);
            case INT -> new IntColumn(capacity);
            case LONG -> new LongColumn(capacity);
            case FLOAT -> new FloatColumn(capacity);
            case DOUBLE -> new DoubleColumn(capacity);
            case DECIMAL -> new DecimalColumn(capacity);
            case TIMESTAMP -> new TimestampColumn(capacity);
            case BYTES -> new BytesColumn(capacity);
            case ROW -> {
                List<LogicalType> children = LogicalTypeChecks.getFieldTypes(unwrap(type));
                Column[] fields = new Column[children.size()];
                for (int i = 0; i < fields.length; i++) {
                    fields[i] = column(children.get(i), capacity);
                }
                yield new RowColumn(capacity, fields);
            }
            case ARRAY -> new ArrayColumn(capacity, column(((ArrayType) unwrap(type)).getElementType(), capacity));
            case MAP ->
                new MapColumn(capacity, column(mapKeyType(type), capacity), column(mapValueType(type), capacity));
        };
    }

    /**
     * Whether values of this type, which lie in columns in an encoding of Flink's, are for expressions only: no format
     * has a text or bytes for them.
     */
    public static boolean isOnlyOfExpressions(LogicalType type) {
        return type.is(LogicalTypeRoot.BITMAP) || type.getChildren().stream().anyMatch(Columns::isOnlyOfExpressions);
    }

    /** How values of this type are laid out. */
    public static ColumnKind kind(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> ColumnKind.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER, DATE, TIME_WITHOUT_TIME_ZONE, INTERVAL_YEAR_MONTH -> ColumnKind.INT;
            case BIGINT, INTERVAL_DAY_TIME -> ColumnKind.LONG;
            case FLOAT -> ColumnKind.FLOAT;
            case DOUBLE -> ColumnKind.DOUBLE;
            case DECIMAL ->
                ((DecimalType) type).getPrecision() <= COMPACT_DECIMAL_PRECISION_MAX
                        ? ColumnKind.LONG
                        : ColumnKind.DECIMAL;
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                LogicalTypeChecks.getPrecision(type) <= COMPACT_TIMESTAMP_PRECISION_MAX
                        ? ColumnKind.LONG
                        : ColumnKind.TIMESTAMP;
            case CHAR, VARCHAR, BINARY, VARBINARY, BITMAP -> ColumnKind.BYTES;
            case ROW, STRUCTURED_TYPE -> ColumnKind.ROW;
            case ARRAY -> ColumnKind.ARRAY;
            case MAP, MULTISET -> ColumnKind.MAP;
            case DISTINCT_TYPE -> kind(((DistinctType) type).getSourceType());
            case NULL -> ColumnKind.INT;
            default -> throw new NotNativeException("type " + type.asSummaryString());
        };
    }

    /** The key type of a MAP, the element type of a MULTISET. */
    public static LogicalType mapKeyType(LogicalType type) {
        LogicalType unwrapped = unwrap(type);
        return unwrapped instanceof MultisetType multiset
                ? multiset.getElementType()
                : ((MapType) unwrapped).getKeyType();
    }

    /** The value type of a MAP, the count's type of a MULTISET. */
    public static LogicalType mapValueType(LogicalType type) {
        LogicalType unwrapped = unwrap(type);
        return unwrapped instanceof MapType map ? map.getValueType() : new IntType(false);
    }

    private static LogicalType unwrap(LogicalType type) {
        return type instanceof DistinctType distinct ? unwrap(distinct.getSourceType()) : type;
    }
}
