package io.weir.engine.function;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.types.AbstractDataType;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.UnresolvedDataType;
import org.apache.flink.table.types.extraction.DataTypeExtractor;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.table.types.utils.TypeInfoDataTypeConverter;

/** Types that a function's class asks for in its annotations and signatures; there is no catalog of types to ask. */
final class FunctionTypes implements DataTypeFactory {
    private final ClassLoader classLoader;

    FunctionTypes(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader;
    }

    @Override
    public DataType createDataType(AbstractDataType<?> type) {
        if (type instanceof DataType known) {
            return known;
        }
        if (type instanceof UnresolvedDataType unresolved) {
            return unresolved.toDataType(this);
        }
        throw new ValidationException("Unknown kind of data type: " + type);
    }

    @Override
    public DataType createDataType(String text) {
        return TypeConversions.fromLogicalToDataType(createLogicalType(text));
    }

    @Override
    public DataType createDataType(UnresolvedIdentifier identifier) {
        return TypeConversions.fromLogicalToDataType(createLogicalType(identifier));
    }

    @Override
    public <T> DataType createDataType(Class<T> type) {
        return DataTypeExtractor.extractFromType(this, type);
    }

    @Override
    public <T> DataType createDataType(TypeInformation<T> type) {
        return TypeInfoDataTypeConverter.toDataType(this, type);
    }

    @Override
    public <T> DataType createRawDataType(Class<T> type) {
        return DataTypes.RAW(type, new KryoSerializer<>(type, new SerializerConfigImpl()));
    }

    @Override
    public <T> DataType createRawDataType(TypeInformation<T> type) {
        return DataTypes.RAW(type.getTypeClass(), type.createSerializer(new SerializerConfigImpl()));
    }

    @Override
    public LogicalType createLogicalType(String text) {
        LogicalType parsed = LogicalTypeParser.parse(text, classLoader);
        if (LogicalTypeChecks.hasNested(parsed, type -> type.is(LogicalTypeRoot.UNRESOLVED))) {
            throw new ValidationException("There is no type " + text);
        }
        return parsed;
    }

    @Override
    public LogicalType createLogicalType(UnresolvedIdentifier identifier) {
        return createLogicalType(identifier.getObjectName());
    }
}
