package io.weir.format.parquet;

import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** Makes the schema of a file, the same that Flink makes, and what writes its columns. */
final class SchemaWriter {
    private final ParquetOptions options;
    private final List<SchemaElement> elements = new ArrayList<>();
    private final List<ColumnWriter> columns = new ArrayList<>();
    private final List<FieldWriter> fields = new ArrayList<>();

    SchemaWriter(RowType type, ParquetOptions options) {
        this.options = options;
        SchemaElement root = new SchemaElement("flink_schema");
        root.setNum_children(type.getFieldCount());
        elements.add(root);
        for (RowType.RowField field : type.getFields()) {
            fields.add(add(field.getName(), field.getType(), List.of(field.getName()), 0, 0));
        }
    }

    List<SchemaElement> elements() {
        return elements;
    }

    List<ColumnWriter> columns() {
        return columns;
    }

    /** One for each field of the rows. */
    List<FieldWriter> fields() {
        return fields;
    }

    private SchemaElement element(String name, FieldRepetitionType repetition) {
        SchemaElement element = new SchemaElement(name);
        element.setRepetition_type(repetition);
        elements.add(element);
        return element;
    }

    private static List<String> below(List<String> path, String... names) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(List.of(names));
        return longer;
    }

    private FieldWriter add(String name, LogicalType type, List<String> path, int repetition, int definition) {
        boolean isOptional = type.isNullable();
        int own = isOptional ? 1 : 0;
        SchemaElement element = element(name, isOptional ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
        int inside = definition + own;
        switch (type.getTypeRoot()) {
            case ROW -> {
                List<FieldWriter> children = new ArrayList<>();
                element.setNum_children(((RowType) type).getFieldCount());
                for (RowType.RowField field : ((RowType) type).getFields()) {
                    children.add(
                            add(field.getName(), field.getType(), below(path, field.getName()), repetition, inside));
                }
                return new NestedWriter.Row(children, own);
            }
            case ARRAY -> {
                annotate(element, org.apache.parquet.format.LogicalType.LIST(new ListType()), ConvertedType.LIST);
                element.setNum_children(1);
                element("list", FieldRepetitionType.REPEATED).setNum_children(1);
                FieldWriter child = add(
                        "element",
                        ((ArrayType) type).getElementType(),
                        below(path, "list", "element"),
                        repetition + 1,
                        inside + 1);
                return new NestedWriter.Array(child, own, repetition + 1);
            }
            case MAP, MULTISET -> {
                annotate(element, org.apache.parquet.format.LogicalType.MAP(new MapType()), ConvertedType.MAP);
                element.setNum_children(1);
                element("key_value", FieldRepetitionType.REPEATED).setNum_children(2);
                FieldWriter key = add(
                        "key",
                        Columns.mapKeyType(type).copy(false),
                        below(path, "key_value", "key"),
                        repetition + 1,
                        inside + 1);
                FieldWriter value = add(
                        "value",
                        Columns.mapValueType(type),
                        below(path, "key_value", "value"),
                        repetition + 1,
                        inside + 1);
                return new NestedWriter.Map(name, key, value, own, repetition + 1);
            }
            default -> {
                LeafWriter.Adder adder = describe(element, type);
                ColumnWriter column = new ColumnWriter(
                        element.getType(), element.getType_length(), path, repetition, inside, options);
                columns.add(column);
                return new LeafWriter(column, adder, isOptional);
            }
        }
    }

    private static void annotate(
            SchemaElement element, org.apache.parquet.format.LogicalType logical, ConvertedType converted) {
        element.setLogicalType(logical);
        element.setConverted_type(converted);
    }

    /** Says what a column holds, and gives what adds its values. */
    private LeafWriter.Adder describe(SchemaElement element, LogicalType type) {
        switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> {
                annotate(element, org.apache.parquet.format.LogicalType.STRING(new StringType()), ConvertedType.UTF8);
                return of(element, Type.BYTE_ARRAY, LeafWriter::addText);
            }
            case BINARY, VARBINARY -> {
                return of(element, Type.BYTE_ARRAY, LeafWriter::addText);
            }
            case BOOLEAN -> {
                return of(element, Type.BOOLEAN, LeafWriter::addBoolean);
            }
            case TINYINT -> {
                annotate(element, integer(8), ConvertedType.INT_8);
                return of(element, Type.INT32, LeafWriter::addInt);
            }
            case SMALLINT -> {
                annotate(element, integer(16), ConvertedType.INT_16);
                return of(element, Type.INT32, LeafWriter::addInt);
            }
            case INTEGER -> {
                return of(element, Type.INT32, LeafWriter::addInt);
            }
            case BIGINT -> {
                return of(element, Type.INT64, LeafWriter::addLong);
            }
            case FLOAT -> {
                return of(element, Type.FLOAT, LeafWriter::addFloat);
            }
            case DOUBLE -> {
                return of(element, Type.DOUBLE, LeafWriter::addDouble);
            }
            case DATE -> {
                annotate(element, org.apache.parquet.format.LogicalType.DATE(new DateType()), ConvertedType.DATE);
                return of(element, Type.INT32, LeafWriter::addInt);
            }
            case TIME_WITHOUT_TIME_ZONE -> {
                TimeType time = new TimeType(true, TimeUnit.MILLIS(new MilliSeconds()));
                annotate(element, org.apache.parquet.format.LogicalType.TIME(time), ConvertedType.TIME_MILLIS);
                return of(element, Type.INT32, LeafWriter::addInt);
            }
            case DECIMAL -> {
                return describeDecimal(element, (DecimalType) type);
            }
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                return describeTimestamp(element);
            }
            default -> throw new NotNativeException("type " + type.asSummaryString() + " in parquet");
        }
    }

    private static LeafWriter.Adder of(SchemaElement element, Type type, LeafWriter.Adder adder) {
        element.setType(type);
        return adder;
    }

    private static org.apache.parquet.format.LogicalType integer(int bits) {
        return org.apache.parquet.format.LogicalType.INTEGER(new IntType((byte) bits, true));
    }

    private static LeafWriter.Adder describeDecimal(SchemaElement element, DecimalType type) {
        annotate(
                element,
                org.apache.parquet.format.LogicalType.DECIMAL(
                        new org.apache.parquet.format.DecimalType(type.getScale(), type.getPrecision())),
                ConvertedType.DECIMAL);
        element.setPrecision(type.getPrecision());
        element.setScale(type.getScale());
        int length = 1;
        while (Math.pow(2, 8 * length - 1) < Math.pow(10, type.getPrecision())) {
            length++;
        }
        element.setType_length(length);
        return of(element, Type.FIXED_LEN_BYTE_ARRAY, LeafWriter.decimals(length));
    }

    private LeafWriter.Adder describeTimestamp(SchemaElement element) {
        if (!options.writesInt64Timestamps()) {
            return of(element, Type.INT96, LeafWriter.int96(options));
        }
        Supplier<TimeUnit> unit = switch (options.timeUnit()) {
            case MILLIS -> () -> TimeUnit.MILLIS(new MilliSeconds());
            case MICROS -> () -> TimeUnit.MICROS(new MicroSeconds());
            case NANOS -> () -> TimeUnit.NANOS(new NanoSeconds());
        };
        element.setLogicalType(org.apache.parquet.format.LogicalType.TIMESTAMP(new TimestampType(false, unit.get())));
        return of(element, Type.INT64, LeafWriter.timestamps(options));
    }
}
