package io.weir.engine.pipeline;

import io.weir.engine.spi.ConnectorDoor;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.LookupSourceFactory;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SourceFactory;
import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** The native connectors and formats: those that are found on the classpath, and those that are given by hand. */
public final class ConnectorRegistry {
    private final Map<String, SourceFactory> sources = new TreeMap<>();
    private final Map<String, LookupSourceFactory> lookups = new TreeMap<>();
    private final Map<String, SinkFactory> sinks = new TreeMap<>();
    private final Map<String, DecoderFactory> decoders = new TreeMap<>();
    private final Map<String, EncoderFactory> encoders = new TreeMap<>();

    private final List<ConnectorDoor> doors = new ArrayList<>();
    private final ClassLoader classLoader;

    /** A registry without anything. */
    public ConnectorRegistry() {
        this(ConnectorRegistry.class.getClassLoader());
    }

    private ConnectorRegistry(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** A registry of all that the class loader finds as services. */
    public static ConnectorRegistry discover(ClassLoader classLoader) {
        ConnectorRegistry registry = new ConnectorRegistry(classLoader);
        ServiceLoader.load(SourceFactory.class, classLoader).forEach(registry::add);
        ServiceLoader.load(LookupSourceFactory.class, classLoader).forEach(registry::add);
        ServiceLoader.load(SinkFactory.class, classLoader).forEach(registry::add);
        ServiceLoader.load(DecoderFactory.class, classLoader).forEach(registry::add);
        ServiceLoader.load(EncoderFactory.class, classLoader).forEach(registry::add);
        ServiceLoader.load(ConnectorDoor.class, classLoader).forEach(registry.doors::add);
        return registry;
    }

    /** Adds a source; it replaces one of the same name. */
    public ConnectorRegistry add(SourceFactory factory) {
        sources.put(factory.identifier(), factory);
        return this;
    }

    /** Adds a table to look rows up in; it replaces one of the same name. */
    public ConnectorRegistry add(LookupSourceFactory factory) {
        lookups.put(factory.identifier(), factory);
        return this;
    }

    /** Adds a sink; it replaces one of the same name. */
    public ConnectorRegistry add(SinkFactory factory) {
        sinks.put(factory.identifier(), factory);
        return this;
    }

    public ConnectorRegistry add(DecoderFactory factory) {
        decoders.put(factory.identifier(), factory);
        return this;
    }

    public ConnectorRegistry add(EncoderFactory factory) {
        encoders.put(factory.identifier(), factory);
        return this;
    }

    SourceFactory source(String identifier) {
        return find(sources, identifier, door -> door.source(identifier, classLoader), "source connector");
    }

    LookupSourceFactory lookup(String identifier) {
        return find(lookups, identifier, door -> door.lookup(identifier, classLoader), "lookup connector");
    }

    SinkFactory sink(String identifier) {
        return find(sinks, identifier, door -> door.sink(identifier, classLoader), "sink connector");
    }

    /** The format of this name, for reading. */
    public DecoderFactory decoder(String identifier) {
        return find(decoders, identifier, "format (for reading)");
    }

    /** The format of this name, for writing. */
    public EncoderFactory encoder(String identifier) {
        return find(encoders, identifier, "format (for writing)");
    }

    /** The native one if there is one, otherwise the first that a door has. */
    private <T> T find(
            Map<String, T> factories, String identifier, Function<ConnectorDoor, Optional<T>> behind, String kind) {
        T factory = factories.get(identifier);
        return factory != null
                ? factory
                : doors.stream()
                        .map(behind)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow(() -> notNative(kind, identifier));
    }

    private static NotNativeException notNative(String kind, String identifier) {
        return new NotNativeException(kind + " '" + identifier + "'");
    }

    private static <T> T find(Map<String, T> factories, String identifier, String kind) {
        T factory = factories.get(identifier);
        if (factory == null) {
            throw notNative(kind, identifier);
        }
        return factory;
    }
}
