package io.weir.flink.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.PlanReference;
import org.apache.flink.table.api.TableEnvironment;

/**
 * What a cluster runs that exists for one job (Flink's application mode): starts the compiled plan that
 * {@link ApplicationFolder} has written.
 *
 * <p>It uses nothing of Weir's other modules, so that its jar alone will do.
 */
public final class ApplicationMain {
    static final String PLAN = "plan.json";
    static final String CONFIGURATION = "configuration.properties";
    static final String SETUP_SUFFIX = ".sql";

    private ApplicationMain() {}

    /** @param arguments the folder of the job */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Give the folder of the job, as `weir deploy --kubernetes` writes it");
        }
        Path folder = Path.of(arguments[0]);
        TableEnvironment environment = TableEnvironment.create(
                EnvironmentSettings.newInstance().inStreamingMode().build());
        Properties configuration = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(CONFIGURATION))) {
            configuration.load(reader);
        }
        configuration
                .stringPropertyNames()
                .forEach(key -> environment.getConfig().set(key, configuration.getProperty(key)));
        for (Path statement : setup(folder)) {
            environment.executeSql(Files.readString(statement));
        }
        environment.loadPlan(PlanReference.fromFile(folder.resolve(PLAN))).execute();
    }

    private static List<Path> setup(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SETUP_SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
