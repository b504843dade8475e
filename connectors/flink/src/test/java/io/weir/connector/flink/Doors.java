package io.weir.connector.flink;

import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SourceFactory;

/** Connectors of Flink, as the engine finds them. */
final class Doors {
    private static final FlinkDoor DOOR = new FlinkDoor();

    private Doors() {}

    static SourceFactory source(String connector) {
        return DOOR.source(connector, Doors.class.getClassLoader()).orElseThrow();
    }

    static SinkFactory sink(String connector) {
        return DOOR.sink(connector, Doors.class.getClassLoader()).orElseThrow();
    }
}
