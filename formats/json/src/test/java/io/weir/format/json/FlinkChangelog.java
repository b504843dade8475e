package io.weir.format.json;

import io.weir.testing.kit.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.formats.json.canal.CanalJsonFormatFactory;
import org.apache.flink.formats.json.debezium.DebeziumJsonFormatFactory;
import org.apache.flink.formats.json.maxwell.MaxwellJsonFormatFactory;
import org.apache.flink.formats.json.ogg.OggJsonFormatFactory;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Flink's own changelog formats, as the oracle. */
final class FlinkChangelog {
    private static final List<DeserializationFormatFactory> FACTORIES = List.of(
            new DebeziumJsonFormatFactory(),
            new CanalJsonFormatFactory(),
            new MaxwellJsonFormatFactory(),
            new OggJsonFormatFactory());

    private FlinkChangelog() {}

    private static DeserializationFormatFactory factory(String format) {
        return FACTORIES.stream()
                .filter(candidate -> candidate.factoryIdentifier().equals(format))
                .findFirst()
                .orElseThrow();
    }

    /** All metadata of a format with its types. */
    static List<RowType.RowField> metadata(String format) {
        List<RowType.RowField> fields = new ArrayList<>();
        decoding(format, Map.of()).listReadableMetadata().forEach((key, type) -> {
            fields.add(new RowType.RowField(key, type.getLogicalType()));
        });
        return fields;
    }

    private static DecodingFormat<DeserializationSchema<RowData>> decoding(String format, Map<String, String> options) {
        return factory(format).createDecodingFormat(null, Configuration.fromMap(options));
    }

    static DeserializationSchema<RowData> reader(
            String format, RowType type, List<RowType.RowField> metadata, Map<String, String> options)
            throws Exception {
        DecodingFormat<DeserializationSchema<RowData>> decoding = decoding(format, options);
        decoding.applyReadableMetadata(
                metadata.stream().map(RowType.RowField::getName).toList());
        int[][] all = new int[type.getFieldCount()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new int[] {i};
        }
        DataType dataType = TypeConversions.fromLogicalToDataType(type);
        DeserializationSchema<RowData> schema =
                decoding instanceof ProjectableDecodingFormat<DeserializationSchema<RowData>> projectable
                        ? projectable.createRuntimeDecoder(new Context(), dataType, all)
                        : decoding.createRuntimeDecoder(new Context(), dataType);
        schema.open(null);
        return schema;
    }

    static SerializationSchema<RowData> writer(String format, RowType type, Map<String, String> options)
            throws Exception {
        SerializationSchema<RowData> schema = ((SerializationFormatFactory) factory(format))
                .createEncodingFormat(null, Configuration.fromMap(options))
                .createRuntimeEncoder(null, TypeConversions.fromLogicalToDataType(type));
        schema.open(null);
        return schema;
    }

    /** The changes of a record, or null if it fails. */
    static @Nullable List<List<@Nullable Object>> changes(
            DeserializationSchema<RowData> schema, byte[] record, RowType type) {
        List<List<@Nullable Object>> changes = new ArrayList<>();
        try {
            schema.deserialize(record, new Collector<RowData>() {
                @Override
                public void collect(RowData row) {
                    changes.add(Values.changeOf(row, type));
                }

                @Override
                public void close() {}
            });
        } catch (IOException e) {
            return null;
        }
        return changes;
    }

    private static final class Context implements DynamicTableSource.Context {
        @Override
        @SuppressWarnings("unchecked")
        public <T> TypeInformation<T> createTypeInformation(DataType type) {
            return (TypeInformation<T>) new GenericTypeInfo<>(RowData.class);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> TypeInformation<T> createTypeInformation(LogicalType type) {
            return (TypeInformation<T>) new GenericTypeInfo<>(RowData.class);
        }

        @Override
        public DynamicTableSource.DataStructureConverter createDataStructureConverter(DataType type) {
            throw new UnsupportedOperationException();
        }
    }
}
