package io.weir.benchmarks.side;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Apache Flink in this process, with the options that it has if nobody sets any but the parallelism. */
final class FlinkSide implements Side {
    private final List<String> statements = new ArrayList<>();

    FlinkSide(Task task) throws IOException {
        for (String statement : task.sql(".sql").split(";\\s*\n")) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
    }

    @Override
    public void run() throws Exception {
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        for (String statement : statements) {
            execute(environment, statement);
        }
    }

    /** Comments stand before a statement, so that the whole text can be given to Flink, but for SET. */
    private static void execute(TableEnvironment environment, String statement) throws Exception {
        String withoutComments = statement.replaceAll("(?m)^--.*$", "").strip();
        if (withoutComments.startsWith("SET ")) {
            String[] keyAndValue = withoutComments.substring(4).replace("'", "").split("=", 2);
            environment.getConfig().set(keyAndValue[0].strip(), keyAndValue[1].strip());
            return;
        }
        TableResult result = environment.executeSql(withoutComments);
        if (withoutComments.startsWith("INSERT ")) {
            result.await();
        }
    }
}
