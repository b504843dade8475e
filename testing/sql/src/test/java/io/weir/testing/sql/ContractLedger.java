package io.weir.testing.sql;

import io.weir.testing.sql.ContractRows.Line;
import io.weir.testing.sql.ContractTable.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What takes the rows of a table so that the test can count them: files, or a table by key where rows are changed. */
record ContractLedger(boolean isKeyed, Path folder, String databaseTable) {

    /** An empty one for the rows of a table. */
    static ContractLedger of(ContractTable table, Path shared) {
        boolean isKeyed = table.kind() == Kind.KEYED_TOPIC;
        return new ContractLedger(
                isKeyed,
                shared.resolve("ledger-" + UUID.randomUUID()),
                isKeyed ? ContractRows.newDatabaseTable(true) : "");
    }

    /** The statement that declares it as {@code ledger}. */
    String create() {
        return isKeyed ? ContractRows.database("ledger", databaseTable, true) : ContractRows.ledger(folder);
    }

    List<Line> rows() throws IOException {
        return isKeyed ? ContractRows.readDatabase(databaseTable) : ContractRows.read(folder);
    }

    /** Runs a job on local Flink; one after another, as each takes the whole of standard output. */
    static synchronized void runLocally(FlinkCluster flink, String sql) throws Exception {
        new FlinkEngine().run(ContractEngine.plan(sql, flink.configuration()).get(0));
    }

    /** The rows that local Flink reads of a table. */
    static List<Line> rows(ContractTable table, String place, FlinkCluster flink, Path shared) throws Exception {
        if (table.kind() == Kind.FILES) {
            // Without rows there may be no folder, and Flink reads none that is not there.
            Files.createDirectories(Path.of(URI.create(place)));
        }
        ContractLedger ledger = of(table, shared);
        runLocally(flink, table.create("t", place) + ledger.create() + table.insertInto("ledger", "t"));
        return ledger.rows();
    }
}
