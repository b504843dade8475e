package io.weir.flink;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.api.internal.TableResultImpl;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.catalog.FunctionCatalog;
import org.apache.flink.table.operations.ExecutableOperation;
import org.apache.flink.table.resource.ResourceManager;
import org.jspecify.annotations.Nullable;

/**
 * What a session of Flink's has inside and hands to every operation that it carries out.
 *
 * @param functions all functions that a name may mean
 * @param resources the jars that have been added
 */
record SessionParts(FunctionCatalog functions, ResourceManager resources) {
    static SessionParts of(TableEnvironmentImpl environment) {
        AtomicReference<@Nullable SessionParts> parts = new AtomicReference<>();
        environment.executeInternal(new ExecutableOperation() {
            @Override
            public TableResultInternal execute(Context context) {
                parts.set(new SessionParts(context.getFunctionCatalog(), context.getResourceManager()));
                return TableResultImpl.TABLE_RESULT_OK;
            }

            @Override
            public String asSummaryString() {
                return "SESSION PARTS";
            }
        });
        return Objects.requireNonNull(parts.get());
    }
}
