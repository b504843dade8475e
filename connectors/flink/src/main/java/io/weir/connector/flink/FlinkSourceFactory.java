package io.weir.connector.flink;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.runtime.connector.source.ScanRuntimeProviderContext;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Makes a source of any of Flink's connectors that has a FLIP-27 source. */
final class FlinkSourceFactory implements SourceFactory {
    private final DynamicTableSourceFactory factory;
    private final ClassLoader classLoader;

    FlinkSourceFactory(DynamicTableSourceFactory factory, ClassLoader classLoader) {
        this.factory = factory;
        this.classLoader = classLoader;
    }

    @Override
    public String identifier() {
        return factory.factoryIdentifier();
    }

    @Override
    public Source create(SourceRequest request) {
        if (!request.partitionKeys().isEmpty()) {
            throw new NotNativeException("a partitioned table of connector '" + identifier() + "'");
        }
        FlinkTable table = new FlinkTable(
                request.table(),
                request.options(),
                request.recordType(),
                request.primaryKey(),
                request.partitionKeys(),
                request.configuration(),
                classLoader);
        List<String> metadataKeys = metadataKeys(request);
        int[] producedIndexes = producedIndexes(request, metadataKeys);
        RowType producedType = producedType(request, metadataKeys);
        try {
            ScanTableSource.ScanRuntimeProvider provider =
                    provider(factory.createDynamicTableSource(table), request, metadataKeys);
            if (provider instanceof InputFormatProvider formats) {
                return new InputFormatSource(
                        request, formats.createInputFormat(), producedIndexes, producedType, classLoader);
            }
            return new FlinkSource(request, source(provider), producedIndexes, classLoader);
        } catch (NotNativeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw FlinkTable.refused(request.table(), e);
        }
    }

    private org.apache.flink.api.connector.source.Source<RowData, ?, ?> source(
            ScanTableSource.ScanRuntimeProvider provider) {
        if (provider instanceof SourceProvider sources) {
            return sources.createSource();
        }
        if (provider instanceof DataStreamScanProvider streams) {
            return DataStreams.source(streams, identifier());
        }
        throw new NotNativeException("connector '" + identifier() + "', which has no source of Flink's new kind");
    }

    private ScanTableSource.ScanRuntimeProvider provider(
            DynamicTableSource source, SourceRequest request, List<String> metadataKeys) {
        if (!(source instanceof ScanTableSource scan)) {
            throw new NotNativeException("connector '" + identifier() + "', which only looks rows up");
        }
        if (!metadataKeys.isEmpty()) {
            if (!(source instanceof SupportsReadingMetadata reading)) {
                throw new NotNativeException("metadata of connector '" + identifier() + "'");
            }
            DataType produced = TypeConversions.fromLogicalToDataType(producedType(request, metadataKeys));
            reading.applyReadableMetadata(metadataKeys, produced);
        }
        return scan.getScanRuntimeProvider(ScanRuntimeProviderContext.INSTANCE);
    }

    private static List<String> metadataKeys(SourceRequest request) {
        List<String> keys = new ArrayList<>();
        for (SourceRequest.Field field : request.fields()) {
            if (field.isMetadata() && !keys.contains(field.metadataKey())) {
                keys.add(field.metadataKey());
            }
        }
        return keys;
    }

    /** What the source gives: all physical columns, then the metadata. */
    private static RowType producedType(SourceRequest request, List<String> metadataKeys) {
        List<RowType.RowField> fields = new ArrayList<>(request.recordType().getFields());
        Map<String, SourceRequest.Field> byKey = new java.util.HashMap<>();
        request.fields().forEach(field -> byKey.putIfAbsent(field.metadataKey(), field));
        for (String key : metadataKeys) {
            SourceRequest.Field field = java.util.Objects.requireNonNull(byKey.get(key));
            fields.add(new RowType.RowField("$metadata$" + key, field.type()));
        }
        return new RowType(fields);
    }

    private static int[] producedIndexes(SourceRequest request, List<String> metadataKeys) {
        List<String> physical = request.recordType().getFieldNames();
        return request.fields().stream()
                .mapToInt(field -> field.isMetadata()
                        ? physical.size() + metadataKeys.indexOf(field.metadataKey())
                        : physical.indexOf(field.name()))
                .toArray();
    }
}
