package io.weir.engine.function;

import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.jspecify.annotations.Nullable;

/** A call of the plan, as a function's type inference wants to see it. */
final class FunctionCallContext implements CallContext {
    private final DataTypeFactory types;
    private final FunctionDefinition definition;
    private final String name;
    private final List<PlanExpression> operands;
    private final List<DataType> argumentTypes;
    private final DataType outputType;

    /**
     * Makes a context.
     *
     * @param operands the operands, where they are known; else the types alone count
     */
    FunctionCallContext(
            DataTypeFactory types,
            FunctionDefinition definition,
            String name,
            List<PlanExpression> operands,
            List<LogicalType> argumentTypes,
            LogicalType outputType) {
        this.types = types;
        this.definition = definition;
        this.name = name;
        this.operands = operands;
        this.argumentTypes = argumentTypes.stream()
                .map(TypeConversions::fromLogicalToDataType)
                .toList();
        this.outputType = TypeConversions.fromLogicalToDataType(outputType);
    }

    @Override
    public DataTypeFactory getDataTypeFactory() {
        return types;
    }

    @Override
    public FunctionDefinition getFunctionDefinition() {
        return definition;
    }

    @Override
    public boolean isArgumentLiteral(int position) {
        return position < operands.size() && operands.get(position) instanceof Literal;
    }

    @Override
    public boolean isArgumentNull(int position) {
        return position < operands.size()
                && (operands.get(position) instanceof Literal literal && literal.isNull()
                        || isDefault(operands.get(position)));
    }

    /** Whether an operand stands for an argument that was left out. */
    static boolean isDefault(PlanExpression operand) {
        return operand instanceof FunctionCall call
                && call.function().isBuiltIn()
                && call.name().equals("DEFAULT");
    }

    @Override
    public <T> Optional<T> getArgumentValue(int position, Class<T> type) {
        if (position >= operands.size() || !(operands.get(position) instanceof Literal literal)) {
            return Optional.empty();
        }
        return Optional.ofNullable(literal.value())
                .map(value -> value(value, type))
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static @Nullable Object value(Object value, Class<?> type) {
        if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString());
            if (type == Integer.class) {
                return decimal.intValue();
            } else if (type == Long.class) {
                return decimal.longValue();
            } else if (type == Short.class) {
                return decimal.shortValue();
            } else if (type == Byte.class) {
                return decimal.byteValue();
            } else if (type == Double.class) {
                return decimal.doubleValue();
            } else if (type == Float.class) {
                return decimal.floatValue();
            } else if (type == BigDecimal.class) {
                return decimal;
            }
        }
        return value;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<DataType> getArgumentDataTypes() {
        return argumentTypes;
    }

    @Override
    public Optional<DataType> getOutputDataType() {
        return Optional.of(outputType);
    }

    @Override
    public boolean isGroupedAggregation() {
        return false;
    }
}
