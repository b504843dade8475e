package io.weir.connector.jdbc;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;

/**
 * The rows of a table, once. Each part of the table is a split.
 *
 * <p>It does not give the same rows again once the table has changed, so it is not replayable: a run that goes on after
 * a crash reads the table from its beginning.
 */
final class JdbcSource implements Source {
    private final SourceRequest request;
    private final ScanOptions scan;
    private final String sql;

    JdbcSource(SourceRequest request, ScanOptions scan, String sql) {
        this.request = request;
        this.scan = scan;
        this.sql = sql;
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int splitCount() {
        return scan.splitCount();
    }

    @Override
    public SourceReader createReader(int instance) {
        return new JdbcSourceReader(request, scan, sql, instance);
    }

    @Override
    public void close() {
        // The readers share nothing that would have to be given back.
    }
}
