package io.weir.format.csv;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;

/** Which types a separated value can hold: simple ones, and arrays or rows of simple ones. */
final class CsvTypes {
    private CsvTypes() {}

    /** Refuses a row type with a field that the format does not have, as Flink does. */
    static void check(RowType type) {
        for (RowType.RowField field : type.getFields()) {
            for (LogicalType element : elements(field.getType())) {
                if (!isSimple(element)) {
                    throw new WeirException(
                            ErrorCode.SQL_UNSUPPORTED,
                            "The format csv has no type " + field.getType().asSummaryString() + ", which column "
                                    + field.getName() + " has",
                            "",
                            "Use simple types, or an ARRAY or ROW of simple types",
                            null);
                }
            }
        }
    }

    private static List<LogicalType> elements(LogicalType type) {
        if (type instanceof ArrayType array) {
            return List.of(array.getElementType());
        }
        return type instanceof RowType row ? row.getChildren() : List.of(type);
    }

    private static boolean isSimple(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TIME_WITHOUT_TIME_ZONE -> ((TimeType) type).getPrecision() <= 3;
            case CHAR,
                    VARCHAR,
                    BOOLEAN,
                    NULL,
                    BINARY,
                    VARBINARY,
                    DECIMAL,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DATE,
                    TIMESTAMP_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE -> true;
            default -> false;
        };
    }
}
