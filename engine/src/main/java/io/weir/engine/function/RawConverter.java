package io.weir.engine.function;

import io.weir.columnar.BytesColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RawType;

/** Objects of a RAW type as the bytes that the type's serializer makes of them: only for users' accumulators. */
final class RawConverter {
    private static final int BYTES_MIN = 64;

    private RawConverter() {}

    static ValueConverter of(DataType type) {
        if (!(type.getLogicalType() instanceof RawType<?> raw)) {
            throw ValueConverters.notNative(type);
        }
        return of(raw.getTypeSerializer());
    }

    @SuppressWarnings("unchecked")
    private static <T> ValueConverter of(TypeSerializer<T> serializer) {
        DataOutputSerializer out = new DataOutputSerializer(BYTES_MIN);
        return new ValueConverter(
                (column, position) -> {
                    try {
                        return serializer.deserialize(
                                new DataInputDeserializer(((BytesColumn) column).getBytes(position)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (column, position, value) -> {
                    try {
                        out.clear();
                        serializer.serialize((T) value, out);
                        ((BytesColumn) column).set(position, out.getSharedBuffer(), 0, out.length());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
