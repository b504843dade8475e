package io.weir.connector.flink;

import io.weir.engine.spi.LookupRequest;
import io.weir.engine.spi.LookupSource;
import io.weir.engine.spi.LookupSourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.runtime.connector.source.LookupRuntimeProviderContext;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Makes lookup sources of any of Flink's connectors that finds rows by key. */
final class FlinkLookupSourceFactory implements LookupSourceFactory {
    /** A source of Flink's, and where the fields that are wanted stand in its rows. */
    private record Produced(LookupTableSource source, RowType type, int[] indexes) {}

    private final DynamicTableSourceFactory factory;
    private final ClassLoader classLoader;

    FlinkLookupSourceFactory(DynamicTableSourceFactory factory, ClassLoader classLoader) {
        this.factory = factory;
        this.classLoader = classLoader;
    }

    @Override
    public String identifier() {
        return factory.factoryIdentifier();
    }

    @Override
    public LookupSource create(LookupRequest request) {
        SourceRequest asked = request.table();
        if (!asked.partitionKeys().isEmpty()) {
            throw new NotNativeException("a partitioned table of connector '" + identifier() + "'");
        }
        try {
            Produced produced = produced(asked);
            int[] keys = IntStream.of(request.keys())
                    .map(key -> produced.indexes[key])
                    .toArray();
            int[][] paths = IntStream.of(keys).mapToObj(key -> new int[] {key}).toArray(int[][]::new);
            LookupTableSource.LookupRuntimeProvider provider =
                    produced.source.getLookupRuntimeProvider(new LookupRuntimeProviderContext(paths, false));
            LookupFunctions functions = new LookupFunctions(identifier(), produced.type, keys, request.calls());
            return new FlinkLookupSource(request, functions.of(provider), produced.indexes, classLoader);
        } catch (NotNativeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw FlinkTable.refused(asked.table(), e);
        }
    }

    /** Asks for the wanted fields alone, where the source can; otherwise it gives all, and metadata behind them. */
    private Produced produced(SourceRequest asked) {
        DynamicTableSource made = factory.createDynamicTableSource(new FlinkTable(
                asked.table(),
                asked.options(),
                asked.recordType(),
                asked.primaryKey(),
                asked.partitionKeys(),
                asked.configuration(),
                classLoader));
        if (!(made instanceof LookupTableSource source)) {
            throw new NotNativeException("connector '" + identifier() + "', in which rows cannot be looked up");
        }
        List<String> metadataKeys = FlinkFields.metadataKeys(asked);
        if (!metadataKeys.isEmpty()) {
            if (!(source instanceof SupportsReadingMetadata reading)) {
                throw new NotNativeException("metadata of connector '" + identifier() + "'");
            }
            RowType type = FlinkFields.producedType(asked, metadataKeys);
            reading.applyReadableMetadata(metadataKeys, TypeConversions.fromLogicalToDataType(type));
            return new Produced(source, type, FlinkFields.producedIndexes(asked, metadataKeys));
        }
        int[] physical = FlinkFields.producedIndexes(asked, metadataKeys);
        if (source instanceof SupportsProjectionPushDown projecting) {
            int[][] paths =
                    Arrays.stream(physical).mapToObj(index -> new int[] {index}).toArray(int[][]::new);
            projecting.applyProjection(paths, TypeConversions.fromLogicalToDataType(asked.rowType()));
            return new Produced(
                    source, asked.rowType(), IntStream.range(0, physical.length).toArray());
        }
        return new Produced(source, asked.recordType(), physical);
    }
}
