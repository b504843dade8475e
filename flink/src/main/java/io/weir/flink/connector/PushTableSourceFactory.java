package io.weir.flink.connector;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Connector {@code push}: the rows that a program pushes into the table. */
public final class PushTableSourceFactory implements DynamicTableSourceFactory {
    public static final String IDENTIFIER = "push";

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.createTableFactoryHelper(this, context).validate();
        String session = context.getConfiguration()
                .getOptional(PushChannel.SESSION)
                .orElseThrow(() -> new ValidationException("A table with 'connector' = 'push' gets its rows from a Java"
                        + " program that uses Weir as a library; there is none here."));
        return new PushTableSource(session, context.getObjectIdentifier().asSerializableString());
    }

    private record PushTableSource(String session, String table) implements ScanTableSource {
        @Override
        public ChangelogMode getChangelogMode() {
            return ChangelogMode.insertOnly();
        }

        @Override
        public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
            return SourceProvider.of(new PushSource(session, table));
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "Pushed rows";
        }
    }
}
