package io.weir.format.parquet;

import java.util.Optional;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.SchemaElement;

/** The SQL type that a file's column would be declared as. */
final class FileTypes {
    private FileTypes() {}

    static Optional<String> declaration(SchemaNode node) {
        if (!node.isColumn()) {
            return Optional.empty();
        }
        SchemaElement column = node.element();
        if (ValueReaders.isDecimal(column)) {
            DecimalType decimal =
                    column.isSetLogicalType() ? column.getLogicalType().getDECIMAL() : null;
            int precision = decimal == null ? column.getPrecision() : decimal.getPrecision();
            int scale = decimal == null ? column.getScale() : decimal.getScale();
            return Optional.of("DECIMAL(" + precision + ", " + scale + ")");
        }
        return Optional.of(
                switch (column.getType()) {
                    case BOOLEAN -> "BOOLEAN";
                    case INT32 -> ofInt(column);
                    case INT64 -> ofLong(column);
                    case INT96 -> "TIMESTAMP(9)";
                    case FLOAT -> "FLOAT";
                    case DOUBLE -> "DOUBLE";
                    case BYTE_ARRAY ->
                        column.isSetLogicalType() || column.isSetConverted_type() ? "STRING" : "BYTES or STRING";
                    case FIXED_LEN_BYTE_ARRAY -> "BINARY(" + column.getType_length() + ")";
                });
    }

    private static String ofInt(SchemaElement column) {
        if (!column.isSetConverted_type()) {
            return "INT";
        }
        return switch (column.getConverted_type()) {
            case DATE -> "DATE";
            case TIME_MILLIS -> "TIME";
            default -> "INT";
        };
    }

    private static String ofLong(SchemaElement column) {
        if (column.isSetLogicalType()) {
            if (column.getLogicalType().isSetTIMESTAMP()) {
                return column.getLogicalType().getTIMESTAMP().getUnit().isSetMILLIS() ? "TIMESTAMP(3)" : "TIMESTAMP(6)";
            }
            return column.getLogicalType().isSetTIME() ? "TIME" : "BIGINT";
        }
        if (!column.isSetConverted_type()) {
            return "BIGINT";
        }
        return switch (column.getConverted_type()) {
            case TIMESTAMP_MILLIS -> "TIMESTAMP(3)";
            case TIMESTAMP_MICROS -> "TIMESTAMP(6)";
            case TIME_MICROS -> "TIME";
            default -> "BIGINT";
        };
    }
}
