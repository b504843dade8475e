package io.weir.library.compare;

import io.weir.flink.connector.ViewTableFactory;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SourceAbility;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The options of a table of which a slice is taken: what has no end is given one where the connector can, and nothing
 * is told of what was read.
 */
final class SliceBounds {
    private static final String STARTUP = "scan.startup.mode";
    private static final String BOUNDED = "scan.bounded.mode";
    private static final Set<String> FROM_NOW_ON = Set.of("group-offsets", "latest-offset");

    private SliceBounds() {}

    /**
     * The table's options, bounded.
     *
     * @throws WeirException if no slice can be taken of such a table
     */
    static Map<String, String> options(TableSourceScanNode scan, long rows) {
        PlanTable table = scan.table();
        check(scan, table);
        Map<String, String> options = new LinkedHashMap<>(table.options());
        switch (table.connector()) {
            case "kafka" -> {
                if (FROM_NOW_ON.contains(options.getOrDefault(STARTUP, "group-offsets"))) {
                    options.put(STARTUP, "earliest-offset");
                }
                bound(options);
            }
            case "upsert-kafka" -> bound(options);
            case "datagen" -> {
                options.merge("number-of-rows", Long.toString(rows), SliceBounds::smaller);
                options.put("rows-per-second", "1000000");
            }
            case "filesystem" -> options.remove("source.monitor-interval");
            default -> {
                // Ends by itself, or after the rows or the time that are given to it.
            }
        }
        return options;
    }

    private static void bound(Map<String, String> options) {
        if (options.getOrDefault(BOUNDED, "unbounded").equals("unbounded")) {
            options.put(BOUNDED, "latest-offset");
        }
        options.remove("properties.enable.auto.commit");
    }

    private static String smaller(String given, String wanted) {
        try {
            return Long.parseLong(given.strip()) < Long.parseLong(wanted) ? given : wanted;
        } catch (NumberFormatException e) {
            // The connector has a message for it.
            return given;
        }
    }

    private static void check(TableSourceScanNode scan, PlanTable table) {
        String why = switch (table.connector()) {
            case ViewTableFactory.IDENTIFIER -> "a view is another pipeline's result, and changes meanwhile";
            case "push" -> "its rows come from a program";
            default -> "";
        };
        boolean hasOwnWatermarks = scan.ability(SourceAbility.SourceWatermark.class)
                .map(SourceAbility.SourceWatermark::isEnabled)
                .orElse(false);
        if (hasOwnWatermarks) {
            why = "SOURCE_WATERMARK() is the connector's, and not in the rows";
        }
        if (!why.isEmpty()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "No slice can be taken of it: " + why,
                    "table " + table.identifier(),
                    "Keep some of its rows in a file, and compare a script that reads the file",
                    null);
        }
    }
}
