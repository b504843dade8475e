package io.weir.connector.flink;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.util.List;
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
        List<String> metadataKeys = FlinkFields.metadataKeys(request);
        int[] producedIndexes = FlinkFields.producedIndexes(request, metadataKeys);
        RowType producedType = FlinkFields.producedType(request, metadataKeys);
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
            DataType produced = TypeConversions.fromLogicalToDataType(FlinkFields.producedType(request, metadataKeys));
            reading.applyReadableMetadata(metadataKeys, produced);
        }
        return scan.getScanRuntimeProvider(ScanRuntimeProviderContext.INSTANCE);
    }
}
