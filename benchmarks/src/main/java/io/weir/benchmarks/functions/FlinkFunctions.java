package io.weir.benchmarks.functions;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Flink's planner: it compiles a plan for Weir, and generates code that makes a row of expressions of a row. */
final class FlinkFunctions {
    private final TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    private final SpecializedFunction.SpecializedContext context;
    private int sinkCount;

    FlinkFunctions() {
        tables.getConfig().set("table.local-time-zone", "UTC");
        tables.executeSql("CREATE TABLE t (" + FunctionRows.COLUMNS + ") WITH ('connector' = 'datagen')");
        tables.createTemporarySystemFunction("context_of", ContextFunction.class);
        // The planner tells a function its context when it generates code.
        tables.explainSql("SELECT context_of(i) FROM t", ExplainDetail.JSON_EXECUTION_PLAN);
        context = Objects.requireNonNull(ContextFunction.context, "the planner gave no context");
    }

    /** A function that keeps the context in which it is called. */
    public static final class ContextFunction extends ScalarFunction implements SpecializedFunction {
        private static @Nullable SpecializedContext context;

        @Override
        public UserDefinedFunction specialize(SpecializedContext newContext) {
            context = newContext;
            return this;
        }

        /** Never called. */
        public Integer eval(Integer value) {
            return value;
        }
    }

    List<LogicalType> types(List<String> expressions) {
        return tables.sqlQuery(select(expressions)).getResolvedSchema().getColumns().stream()
                .map(column -> column.getDataType().getLogicalType())
                .toList();
    }

    private static String select(List<String> expressions) {
        List<String> fields = new ArrayList<>();
        for (String expression : expressions) {
            fields.add(expression + " AS c" + fields.size());
        }
        return "SELECT " + String.join(", ", fields) + " FROM t";
    }

    /** The compiled plan of a query of these expressions. */
    String plan(List<String> expressions) {
        String sink = "sink" + sinkCount++;
        List<String> columns = new ArrayList<>();
        List<LogicalType> types = types(expressions);
        for (int i = 0; i < types.size(); i++) {
            columns.add("c" + i + " " + types.get(i).copy(true).asSerializableString());
        }
        tables.executeSql(
                "CREATE TABLE " + sink + " (" + String.join(", ", columns) + ") WITH ('connector' = 'blackhole')");
        return tables.compilePlanSql("INSERT INTO " + sink + " " + select(expressions))
                .asJsonString();
    }

    /** Code from a row of the table to a row of the expressions: {@code RowData eval(RowData)}. */
    MethodHandle code(List<String> expressions) {
        List<DataTypes.Field> fields = new ArrayList<>();
        for (Column column : tables.from("t").getResolvedSchema().getColumns()) {
            fields.add(DataTypes.FIELD(column.getName(), column.getDataType()));
        }
        DataType input = DataTypes.ROW(fields.toArray(new DataTypes.Field[0])).notNull();
        List<DataTypes.Field> results = new ArrayList<>();
        for (LogicalType type : types(expressions)) {
            results.add(DataTypes.FIELD("c" + results.size(), DataTypes.of(type)));
        }
        DataType output = DataTypes.ROW(results.toArray(new DataTypes.Field[0])).notNull();
        List<String> qualified = new ArrayList<>();
        for (String expression : expressions) {
            qualified.add(qualified(expression));
        }
        return context.createEvaluator(
                        "ROW(" + String.join(", ", qualified) + ")",
                        output.toInternal(),
                        DataTypes.FIELD("t", input.toInternal()))
                .open(new FunctionContext(null, FlinkFunctions.class.getClassLoader(), null));
    }

    /** The expression with the columns as fields of the row t. */
    private static String qualified(String expression) {
        String[] pieces = expression.split("'", -1);
        // Every other piece is a text.
        for (int i = 0; i < pieces.length; i += 2) {
            pieces[i] = pieces[i].replaceAll("(?<![\\w.])(i|l|d|de|b|s|n|u|tt|j|ts|a|m)(?!\\w)", "t.$1");
        }
        return String.join("'", pieces);
    }
}
