package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.side.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Apache Flink in this process, with its state in memory and its checkpoints in the folder. */
final class FlinkKafkaPipeline implements KafkaPipeline {
    private static final long STATUS_SECONDS = 30;

    private final JobClient job;

    FlinkKafkaPipeline(Task task, Path state) throws IOException {
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        environment.getConfig().set("execution.checkpointing.dir", state.toUri().toString());
        Optional<JobClient> started = Optional.empty();
        for (String statement : task.sql(".sql").split(";\\s*\n")) {
            String plain = statement.replaceAll("(?m)^--.*$", "").strip();
            if (plain.startsWith("SET ")) {
                String[] keyAndValue = plain.substring(4).replace("'", "").split("=", 2);
                environment.getConfig().set(keyAndValue[0].strip(), keyAndValue[1].strip());
            } else if (!plain.isEmpty()) {
                TableResult result = environment.executeSql(plain);
                started = result.getJobClient();
            }
        }
        job = started.orElseThrow(() -> new IllegalStateException("The script has no INSERT at its end"));
    }

    @Override
    public boolean isRunning() {
        try {
            JobStatus status = job.getJobStatus().get(STATUS_SECONDS, TimeUnit.SECONDS);
            return !status.isTerminalState() && status != JobStatus.RESTARTING && status != JobStatus.FAILING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void stop() throws ExecutionException, InterruptedException, TimeoutException {
        job.cancel().get(STATUS_SECONDS, TimeUnit.SECONDS);
    }
}
