package io.weir.flink;

import java.util.Optional;
import org.apache.flink.table.operations.LoadModuleOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.UnloadModuleOperation;
import org.apache.flink.table.operations.UseOperation;
import org.apache.flink.table.operations.command.AddJarOperation;
import org.apache.flink.table.operations.ddl.AlterOperation;
import org.apache.flink.table.operations.ddl.AlterTableOperation;
import org.apache.flink.table.operations.ddl.AlterViewOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogOperation;
import org.apache.flink.table.operations.ddl.CreateOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.flink.table.operations.ddl.DropOperation;
import org.apache.flink.table.operations.ddl.DropTableOperation;
import org.apache.flink.table.operations.ddl.DropViewOperation;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that Flink carries out means for what comes after it.
 *
 * @param table the table that it makes, as {@code catalog.database.table}
 * @param isSetup whether Flink needs it before it can load a plan; tables and views are in the plan
 * @param isRepeatable whether it means the same next time; not if it reads files or other systems
 */
record SessionChange(Optional<String> table, boolean isSetup, boolean isRepeatable) {

    static Optional<SessionChange> of(Operation operation) {
        if (operation instanceof CreateTableOperation create) {
            return change(create.getTableIdentifier().asSummaryString(), false, true);
        }
        if (operation instanceof CreateViewOperation
                || operation instanceof DropTableOperation
                || operation instanceof DropViewOperation) {
            return change(null, false, true);
        }
        if (operation instanceof CreateCatalogOperation create) {
            String type = create.getProperties().getOrDefault("type", "");
            return change(null, true, type.equals("generic_in_memory"));
        }
        if (operation instanceof CreateCatalogFunctionOperation create) {
            return change(
                    null,
                    true,
                    create.getCatalogFunction().getFunctionResources().isEmpty());
        }
        if (operation instanceof CreateTempSystemFunctionOperation create) {
            return change(
                    null,
                    true,
                    create.getCatalogFunction().getFunctionResources().isEmpty());
        }
        if (operation instanceof AddJarOperation) {
            return change(null, true, false);
        }
        if (operation instanceof AlterTableOperation || operation instanceof AlterViewOperation) {
            return change(null, false, true);
        }
        boolean isSetup = operation instanceof CreateOperation
                || operation instanceof DropOperation
                || operation instanceof AlterOperation
                || operation instanceof UseOperation
                || operation instanceof LoadModuleOperation
                || operation instanceof UnloadModuleOperation;
        return isSetup ? change(null, true, true) : Optional.empty();
    }

    private static Optional<SessionChange> change(@Nullable String table, boolean isSetup, boolean isRepeatable) {
        return Optional.of(new SessionChange(Optional.ofNullable(table), isSetup, isRepeatable));
    }
}
