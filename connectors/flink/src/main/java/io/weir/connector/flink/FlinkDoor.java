package io.weir.connector.flink;

import io.weir.engine.spi.ConnectorDoor;
import io.weir.engine.spi.LookupSourceFactory;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SourceFactory;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FactoryUtil;

/** Finds the connectors of Flink on the class path by the name that they have in SQL. */
public final class FlinkDoor implements ConnectorDoor {
    @Override
    public Optional<SourceFactory> source(String identifier, ClassLoader classLoader) {
        return find(DynamicTableSourceFactory.class, identifier, classLoader)
                .map(factory -> new FlinkSourceFactory(factory, classLoader));
    }

    @Override
    public Optional<SinkFactory> sink(String identifier, ClassLoader classLoader) {
        return find(DynamicTableSinkFactory.class, identifier, classLoader)
                .map(factory -> new FlinkSinkFactory(factory, classLoader));
    }

    @Override
    public Optional<LookupSourceFactory> lookup(String identifier, ClassLoader classLoader) {
        return find(DynamicTableSourceFactory.class, identifier, classLoader)
                .map(factory -> new FlinkLookupSourceFactory(factory, classLoader));
    }

    private static <T extends Factory> Optional<T> find(Class<T> kind, String identifier, ClassLoader classLoader) {
        try {
            return Optional.of(FactoryUtil.discoverFactory(classLoader, kind, identifier));
        } catch (ValidationException e) {
            // There is none, or several: Flink itself has a message for it.
            return Optional.empty();
        }
    }
}
