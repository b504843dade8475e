package io.weir.flink.connector;

import org.apache.flink.connector.jdbc.core.database.JdbcFactory;
import org.apache.flink.connector.jdbc.core.database.catalog.JdbcCatalog;
import org.apache.flink.connector.jdbc.core.database.dialect.JdbcDialect;

/**
 * Lets Flink's JDBC connector, which plans every {@code 'connector' = 'jdbc'}, take URLs of MySQL and MariaDB: Flink's
 * own dialect for them has no release for Flink 2.
 */
public final class MySqlJdbcFactory implements JdbcFactory {
    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:");
    }

    @Override
    public JdbcDialect createDialect() {
        return new MySqlJdbcDialect();
    }

    @Override
    public JdbcCatalog createCatalog(
            ClassLoader classLoader,
            String catalogName,
            String defaultDatabase,
            String username,
            String password,
            String baseUrl) {
        throw new UnsupportedOperationException("There is no catalog of MySQL: declare each table with CREATE TABLE");
    }
}
