package io.weir.engine.spi;

import java.util.Optional;

/**
 * Another way to connectors, asked for those that are not native; found by {@link java.util.ServiceLoader}.
 *
 * <p>A factory that it gives may still refuse a table when it makes its source or sink.
 */
public interface ConnectorDoor {
    /** A source for the connector of this name, if there is one behind this door. */
    Optional<SourceFactory> source(String identifier, ClassLoader classLoader);

    /** A sink for the connector of this name, if there is one behind this door. */
    Optional<SinkFactory> sink(String identifier, ClassLoader classLoader);

    /** A source of lookups for the connector of this name, if there is one behind this door. */
    Optional<LookupSourceFactory> lookup(String identifier, ClassLoader classLoader);
}
