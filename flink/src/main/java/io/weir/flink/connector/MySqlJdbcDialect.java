package io.weir.flink.connector;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.jdbc.core.database.dialect.AbstractDialect;
import org.apache.flink.connector.jdbc.core.database.dialect.AbstractDialectConverter;
import org.apache.flink.connector.jdbc.core.database.dialect.JdbcDialectConverter;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** How MySQL and MariaDB speak, for Flink's JDBC connector, with MariaDB's driver. */
final class MySqlJdbcDialect extends AbstractDialect {
    private static final long serialVersionUID = 1L;

    private static final int TIMESTAMP_PRECISION_MAX = 6;
    private static final int DECIMAL_PRECISION_MAX = 65;
    private static final String PERMIT = "permitMysqlScheme";

    /** Flink's own conversions. */
    private static final class Converter extends AbstractDialectConverter {
        private static final long serialVersionUID = 1L;

        Converter(RowType type) {
            super(type);
        }

        @Override
        public String converterName() {
            return "MySQL";
        }
    }

    @Override
    public String dialectName() {
        return "MySQL";
    }

    @Override
    public Optional<String> defaultDriverName() {
        return Optional.of("org.mariadb.jdbc.Driver");
    }

    /** MariaDB's driver takes MySQL's URLs only with this. */
    @Override
    public String appendDefaultUrlProperties(String url) {
        if (!url.startsWith("jdbc:mysql:") || url.contains(PERMIT)) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + PERMIT;
    }

    @Override
    public JdbcDialectConverter getRowConverter(RowType type) {
        return new Converter(type);
    }

    @Override
    public String getLimitClause(long limit) {
        return "LIMIT " + limit;
    }

    @Override
    public String quoteIdentifier(String name) {
        return "`" + name + "`";
    }

    @Override
    public Optional<String> getUpsertStatement(String table, String[] columns, String[] keys) {
        String updates = Arrays.stream(columns)
                .map(this::quoteIdentifier)
                .map(column -> column + " = VALUES(" + column + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(getInsertIntoStatement(table, columns) + " ON DUPLICATE KEY UPDATE " + updates);
    }

    @Override
    public Optional<Range> timestampPrecisionRange() {
        return Optional.of(Range.of(0, TIMESTAMP_PRECISION_MAX));
    }

    @Override
    public Optional<Range> decimalPrecisionRange() {
        return Optional.of(Range.of(1, DECIMAL_PRECISION_MAX));
    }

    @Override
    public Set<LogicalTypeRoot> supportedTypes() {
        return Set.of(
                LogicalTypeRoot.CHAR,
                LogicalTypeRoot.VARCHAR,
                LogicalTypeRoot.BOOLEAN,
                LogicalTypeRoot.VARBINARY,
                LogicalTypeRoot.DECIMAL,
                LogicalTypeRoot.TINYINT,
                LogicalTypeRoot.SMALLINT,
                LogicalTypeRoot.INTEGER,
                LogicalTypeRoot.BIGINT,
                LogicalTypeRoot.FLOAT,
                LogicalTypeRoot.DOUBLE,
                LogicalTypeRoot.DATE,
                LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE,
                LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);
    }
}
