package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.expression.SymbolLiteral;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** JSON_STRING, JSON_OBJECT and JSON_ARRAY. */
final class JsonConstructors {
    private JsonConstructors() {}

    static void register(FunctionRegistry registry) {
        registry.add("JSON_STRING", JsonConstructors::text);
        registry.add("JSON_OBJECT", JsonConstructors::object);
        registry.add("JSON_ARRAY", JsonConstructors::array);
    }

    /** Writes JSON that is one already. */
    private static final class RawWriter extends JsonValueWriter {
        @Override
        void write(Column column, int position, JsonBytes to) {
            BytesColumn texts = (BytesColumn) column;
            to.raw(texts.data(), texts.starts()[position], texts.lengths()[position]);
        }
    }

    private static JsonValueWriter writer(Call call, int operand) {
        PlanExpression plan = call.planOperand(operand);
        boolean isJson = plan instanceof FunctionCall inner
                && inner.function().isBuiltIn()
                && switch (inner.name()) {
                    case "JSON", "JSON_OBJECT", "JSON_ARRAY" -> true;
                    default -> false;
                };
        LogicalType type = plan.type();
        if (!JsonValueWriter.isSupported(type)) {
            throw call.notNative();
        }
        return isJson ? new RawWriter() : JsonValueWriter.of(type);
    }

    /** A map may have a key that is null, which JSON cannot have; a FLOAT may be no number. */
    private static boolean isFallible(LogicalType type) {
        return type.getChildren().stream().anyMatch(JsonConstructors::isFallible)
                || switch (Columns.kind(type)) {
                    case MAP, FLOAT -> true;
                    default -> false;
                };
    }

    private static boolean isFallible(Call call) {
        for (int i = 0; i < call.operandCount(); i++) {
            if (!(call.planOperand(i) instanceof SymbolLiteral) && isFallible(call.operandType(i))) {
                return true;
            }
        }
        return false;
    }

    private static Expression finished(Call call, KernelExpression expression) {
        return isFallible(call) ? expression.fallible() : expression;
    }

    private static Expression text(Call call) {
        JsonValueWriter writer = writer(call, 0);
        JsonBytes json = new JsonBytes();
        return finished(call, Kernels.<Column, BytesColumn>unary(call, (values, result, count) -> {
            for (int i = 0; i < count; i++) {
                if (!result.isNull(i)) {
                    json.clear();
                    writer.write(values, i, json);
                    json.copyTo(result, i);
                }
            }
        }));
    }

    private static boolean isNullKept(Call call) {
        return call.symbol(0).startsWith("NULL");
    }

    private static Expression array(Call call) {
        JsonValueWriter[] writers = new JsonValueWriter[call.operandCount() - 1];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = writer(call, i + 1);
        }
        boolean isNullKept = isNullKept(call);
        JsonBytes json = new JsonBytes();
        Kernels.Variadic<BytesColumn> kernel = (values, result, count) -> {
            for (int i = 0; i < count; i++) {
                json.clear();
                json.syntax('[');
                boolean first = true;
                for (int j = 0; j < writers.length; j++) {
                    if (isNullKept || !values[j].isNull(i)) {
                        if (!first) {
                            json.syntax(',');
                        }
                        writers[j].writeNullable(values[j], i, json);
                        first = false;
                    }
                }
                json.syntax(']');
                json.copyTo(result, i);
            }
        };
        return finished(
                call,
                Kernels.variadic(call.type(), call.operandsFrom(1), kernel).ownNulls());
    }

    private static Expression object(Call call) {
        int members = (call.operandCount() - 1) / 2;
        JsonValueWriter[] writers = new JsonValueWriter[members];
        @Nullable String[] names = new @Nullable String[members];
        boolean isNullKept = isNullKept(call);
        for (int i = 0; i < members; i++) {
            writers[i] = writer(call, 2 * i + 2);
            Constant name = call.constant(2 * i + 1);
            names[i] = name == null ? null : name.stringValue();
        }
        ObjectWriter writer = new ObjectWriter(writers, isNullKept);
        boolean isFixed = writer.fix(names);
        JsonBytes json = new JsonBytes();
        Kernels.Variadic<BytesColumn> kernel = (operands, result, count) -> {
            for (int i = 0; i < count; i++) {
                json.clear();
                json.syntax('{');
                if (!isFixed) {
                    writer.order(operands, i);
                }
                writer.write(operands, i, json);
                json.syntax('}');
                json.copyTo(result, i);
            }
        };
        return finished(
                call,
                Kernels.variadic(call.type(), call.operandsFrom(1), kernel).ownNulls());
    }

    /** Writes the members of an object in the order of their names; of equal names the last counts. */
    private static final class ObjectWriter {
        private final JsonValueWriter[] writers;
        private final boolean isNullKept;
        private final Map<String, Integer> members = new TreeMap<>();
        /** The names in quotes, with the colon. */
        private byte[][] names = new byte[0][];

        private int[] order = new int[0];

        ObjectWriter(JsonValueWriter[] writers, boolean isNullKept) {
            this.writers = writers;
            this.isNullKept = isNullKept;
        }

        /** Takes constant names; false if the order has to be found for each row. */
        boolean fix(@Nullable String[] constants) {
            members.clear();
            for (int i = 0; i < constants.length; i++) {
                String name = constants[i];
                if (name == null || members.put(name, i) != null) {
                    return false;
                }
            }
            take();
            return true;
        }

        void order(Column[] operands, int position) {
            members.clear();
            for (int i = 0; i < writers.length; i++) {
                if (isNullKept || !operands[2 * i + 1].isNull(position)) {
                    BytesColumn keys = (BytesColumn) operands[2 * i];
                    members.put(keys.isNull(position) ? "" : keys.getString(position), i);
                }
            }
            take();
        }

        private void take() {
            names = members.keySet().stream().map(ObjectWriter::rendered).toArray(byte[][]::new);
            order = members.values().stream().mapToInt(Integer::intValue).toArray();
        }

        private static byte[] rendered(String name) {
            StringBuilder text = new StringBuilder();
            JsonTree.write(name, text);
            return Utf8.bytes(text.append(':').toString());
        }

        void write(Column[] operands, int position, JsonBytes to) {
            boolean first = true;
            for (int i = 0; i < order.length; i++) {
                int member = order[i];
                Column values = operands[2 * member + 1];
                if (isNullKept || !values.isNull(position)) {
                    if (!first) {
                        to.syntax(',');
                    }
                    to.raw(names[i], 0, names[i].length);
                    writers[member].writeNullable(values, position, to);
                    first = false;
                }
            }
        }
    }
}
