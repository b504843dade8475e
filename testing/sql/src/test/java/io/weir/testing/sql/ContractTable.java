package io.weir.testing.sql;

import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.testing.sql.ContractRows.Line;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A connector with a format, as tables of the contract have it.
 *
 * @param options all but the place
 * @param sourceLimits why a source of it cannot be on an engine: words of the error that says so
 * @param sinkLimits the same of a sink
 */
record ContractTable(
        String name,
        Kind kind,
        Shape shape,
        String options,
        Map<ContractEngine, String> sourceLimits,
        Map<ContractEngine, String> sinkLimits) {

    /** What a table is made of. */
    enum Kind {
        FILES("filesystem"),
        TOPIC("kafka"),
        KEYED_TOPIC("upsert-kafka"),
        DATABASE("jdbc"),
        KEYED_DATABASE("jdbc");

        private final String connector;

        Kind(String connector) {
            this.connector = connector;
        }

        String connector() {
            return connector;
        }

        boolean hasKey() {
            return this == KEYED_TOPIC || this == KEYED_DATABASE;
        }

        boolean isTopic() {
            return this == TOPIC || this == KEYED_TOPIC;
        }

        boolean isDatabase() {
            return this == DATABASE || this == KEYED_DATABASE;
        }
    }

    /** What of a row comes through. */
    enum Shape {
        WHOLE,
        /** All columns, and records end where a line ends. */
        WHOLE_LINES,
        /** One column, and lines end where a line ends. */
        LINES,
        /** One column, in records. */
        RECORDS;

        Stream<Line> of(List<Line> rows) {
            return switch (this) {
                case WHOLE -> rows.stream();
                case WHOLE_LINES -> rows.stream().filter(row -> !hasLines(row));
                case LINES ->
                    rows.stream()
                            .filter(row -> row.name() != null && !hasLines(row))
                            .map(Line::withNameOnly);
                case RECORDS -> rows.stream().filter(row -> row.name() != null).map(Line::withNameOnly);
            };
        }

        private static boolean hasLines(Line row) {
            return row.name() != null && row.name().contains("\n");
        }

        /** The condition that is the same in SQL. */
        String condition() {
            return switch (this) {
                case WHOLE -> "";
                case WHOLE_LINES -> " WHERE name IS NULL OR POSITION(CHR(10) IN name) = 0";
                case LINES -> " WHERE name IS NOT NULL AND POSITION(CHR(10) IN name) = 0";
                case RECORDS -> " WHERE name IS NOT NULL";
            };
        }

        boolean isOneColumn() {
            return this == LINES || this == RECORDS;
        }
    }

    private static final String KAFKA_OPTIONS = "'scan.bounded.mode' = 'latest-offset',"
            + " 'properties.max.request.size' = '4000000', 'properties.isolation.level' = 'read_committed'";

    ContractTable(String name, Kind kind, Shape shape, String options) {
        this(name, kind, shape, options, Map.of(), Map.of());
    }

    private ContractTable limitedSource(ContractEngine engine, String words) {
        Map<ContractEngine, String> limits = new EnumMap<>(ContractEngine.class);
        limits.putAll(sourceLimits);
        limits.put(engine, words);
        return new ContractTable(name, kind, shape, options, limits, sinkLimits);
    }

    private ContractTable limitedSink(ContractEngine engine, String words) {
        Map<ContractEngine, String> limits = new EnumMap<>(ContractEngine.class);
        limits.putAll(sinkLimits);
        limits.put(engine, words);
        return new ContractTable(name, kind, shape, options, sourceLimits, limits);
    }

    private static ContractTable files(String format, Shape shape, String options) {
        return new ContractTable("files " + format, Kind.FILES, shape, "'format' = '" + format + "'" + options)
                .limitedSink(ContractEngine.DOOR, "program of Flink's own");
    }

    private static ContractTable kafka(String format, Shape shape) {
        return new ContractTable(
                "kafka " + format,
                Kind.TOPIC,
                shape,
                "'format' = '" + format + "', 'scan.startup.mode' = 'earliest-offset', " + KAFKA_OPTIONS);
    }

    /** Every connector of ours that keeps what is written, with each of its formats. */
    static List<ContractTable> all() {
        return List.of(
                files("json", Shape.WHOLE, ""),
                files("csv", Shape.WHOLE_LINES, ", 'csv.null-literal' = 'null'"),
                files("raw", Shape.LINES, ""),
                files("parquet", Shape.WHOLE, ", 'parquet.utc-timezone' = 'true'"),
                files("avro", Shape.WHOLE, "")
                        .limitedSource(ContractEngine.NATIVE, "Avro's files is not native")
                        .limitedSink(ContractEngine.NATIVE, "Avro's files is not native"),
                kafka("json", Shape.WHOLE),
                kafka("avro", Shape.WHOLE),
                kafka("raw", Shape.RECORDS),
                new ContractTable(
                        "kafka csv",
                        Kind.TOPIC,
                        Shape.WHOLE,
                        "'format' = 'csv', 'csv.null-literal' = 'null', 'scan.startup.mode' = 'earliest-offset', "
                                + KAFKA_OPTIONS),
                new ContractTable(
                        "upsert-kafka",
                        Kind.KEYED_TOPIC,
                        Shape.WHOLE,
                        "'key.format' = 'json', 'value.format' = 'json', " + KAFKA_OPTIONS),
                new ContractTable("jdbc", Kind.DATABASE, Shape.WHOLE, "'filter.handling.policy' = 'never'"),
                new ContractTable(
                        "jdbc by key", Kind.KEYED_DATABASE, Shape.WHOLE, "'filter.handling.policy' = 'never'"));
    }

    /** Makes an empty place for a table: a folder's name, a topic, a table of a database. */
    String newPlace(Path folder) {
        String unique = "contract-" + UUID.randomUUID();
        if (kind.isTopic()) {
            EmbeddedKafka.shared().createTopic(unique, 4, Map.of("max.message.bytes", "4000000"));
            return unique;
        }
        return kind.isDatabase()
                ? ContractRows.newDatabaseTable(kind.hasKey())
                : folder.resolve(unique).toUri().toString();
    }

    /** The statement that declares the table. */
    String create(String sqlName, String place) {
        if (kind.isDatabase()) {
            return ContractRows.database(sqlName, place, kind.hasKey());
        }
        String columns = shape.isOneColumn() ? "name STRING" : ContractRows.COLUMNS;
        String where = kind.isTopic()
                ? "'topic' = '" + place + "', 'properties.bootstrap.servers' = '"
                        + EmbeddedKafka.shared().bootstrapServers() + "'"
                : "'path' = '" + place + "'";
        return "CREATE TABLE " + sqlName + " (" + columns + (kind.hasKey() ? ", PRIMARY KEY (id) NOT ENFORCED" : "")
                + ") WITH ('connector' = '" + kind.connector() + "', " + options + ", " + where + ");\n";
    }

    /** Copies a table of all columns into this one. */
    String insertFrom(String sqlName, String feed) {
        return "INSERT INTO " + sqlName + " SELECT " + (shape.isOneColumn() ? "name" : "*") + " FROM " + feed
                + shape.condition() + ";\n";
    }

    /** Copies this table into one of all columns. */
    String insertInto(String ledger, String sqlName) {
        String columns = !shape.isOneColumn()
                ? "*"
                : "CAST(NULL AS BIGINT), name, CAST(NULL AS DECIMAL(20, 4)), CAST(NULL AS DOUBLE),"
                        + " CAST(NULL AS TIMESTAMP(3)), CAST(NULL AS BOOLEAN)";
        return "INSERT INTO " + ledger + " SELECT " + columns + " FROM " + sqlName + ";\n";
    }

    Optional<String> limit(ContractEngine engine, boolean isSource) {
        return Optional.ofNullable((isSource ? sourceLimits : sinkLimits).get(engine));
    }

    @Override
    public String toString() {
        return name;
    }
}
