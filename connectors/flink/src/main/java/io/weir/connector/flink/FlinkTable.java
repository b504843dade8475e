package io.weir.connector.flink;

import io.weir.plan.NotNativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * A table as Flink's factories want to see it.
 *
 * @param physical its physical columns
 */
record FlinkTable(
        String name,
        Map<String, String> options,
        RowType physical,
        List<String> primaryKey,
        List<String> partitionKeys,
        Map<String, String> configuration,
        ClassLoader classLoader)
        implements DynamicTableFactory.Context {
    /** A name, perhaps between backticks, where a dot is a letter as any other and two backticks are one. */
    private static final Pattern PART = Pattern.compile("`((?:[^`]|``)*)`|[^.`]+");

    @Override
    public ObjectIdentifier getObjectIdentifier() {
        List<String> parts = PART.matcher(name)
                .results()
                .map(part ->
                        part.group(1) == null ? part.group() : part.group(1).replace("``", "`"))
                .toList();
        return parts.size() == 3
                ? ObjectIdentifier.of(parts.get(0), parts.get(1), parts.get(2))
                : ObjectIdentifier.of("default_catalog", "default_database", parts.get(parts.size() - 1));
    }

    @Override
    public ResolvedCatalogTable getCatalogTable() {
        List<Column> columns = new ArrayList<>();
        for (RowType.RowField field : physical.getFields()) {
            columns.add(Column.physical(field.getName(), TypeConversions.fromLogicalToDataType(field.getType())));
        }
        UniqueConstraint key = primaryKey.isEmpty() ? null : UniqueConstraint.primaryKey("key", primaryKey);
        ResolvedSchema schema = new ResolvedSchema(columns, List.of(), key, List.of());
        CatalogTable table = CatalogTable.newBuilder()
                .schema(Schema.newBuilder().fromResolvedSchema(schema).build())
                .partitionKeys(partitionKeys)
                .options(options)
                .build();
        return new ResolvedCatalogTable(table, schema);
    }

    @Override
    public ReadableConfig getConfiguration() {
        return Configuration.fromMap(configuration);
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader;
    }

    @Override
    public boolean isTemporary() {
        return true;
    }

    /** The type of all physical columns. */
    DataType dataType() {
        return TypeConversions.fromLogicalToDataType(physical);
    }

    /** A failure of one of Flink's classes: what it refuses is left to Flink, which has a message for it. */
    static NotNativeException refused(String table, RuntimeException e) {
        boolean isRefusal = e instanceof ValidationException || e instanceof TableException;
        return new NotNativeException(
                "the connector of table " + table + (isRefusal ? ": " + e.getMessage() : ": " + e));
    }
}
