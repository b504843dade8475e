package io.weir.server.collect;

import java.util.List;

/**
 * The tables that events can be sent to.
 *
 * @param tables by name
 */
record CollectTargets(List<Target> tables) {
    CollectTargets {
        tables = List.copyOf(tables);
    }

    /**
     * One of them.
     *
     * @param connector where its events go
     */
    record Target(String name, String connector, List<Field> columns) {
        Target {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A field of its events.
     *
     * @param required whether every event must have it
     */
    record Field(String name, String type, boolean required) {}

    static Target of(CollectTable table) {
        return new Target(
                table.name(),
                table.connector(),
                table.type().getFields().stream()
                        .map(field -> new Field(
                                field.getName(),
                                field.getType().copy(true).asSummaryString(),
                                !field.getType().isNullable()))
                        .toList());
    }
}
