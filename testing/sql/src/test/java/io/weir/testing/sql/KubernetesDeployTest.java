package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code deploy --kubernetes} writes: manifests that the operator's schema takes, and jobs that run in application
 * mode with the folder as an image has it.
 */
class KubernetesDeployTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private int weir(String... arguments) {
        error.reset();
        return Main.run(new PrintStream(error, true, StandardCharsets.UTF_8), arguments);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    private Path script() throws IOException {
        return Files.writeString(
                folder.resolve("Some_Numbers.sql"),
                String.join(
                        "\n",
                        "SET 'execution.checkpointing.interval' = '400 ms';",
                        "CREATE TEMPORARY FUNCTION about AS 'io.weir.functions.ApproximateCountDistinct';",
                        "CREATE TABLE numbers (id BIGINT, `at` AS TO_TIMESTAMP_LTZ(id * 1000, 3),",
                        "  WATERMARK FOR `at` AS `at` - INTERVAL '60' SECOND) WITH ('connector' = 'datagen',",
                        "  'rows-per-second' = '1000', 'fields.id.kind' = 'sequence', 'fields.id.start' = '1',",
                        "  'fields.id.end' = '" + ROWS + "');",
                        "CREATE TABLE kept (numbers BIGINT, remainders BIGINT) WITH ('connector' = 'filesystem',",
                        "  'format' = 'json', 'path' = '"
                                + folder.resolve("kept").toUri() + "');",
                        "INSERT INTO kept SELECT COUNT(*), about(MOD(id, 7)) FROM TUMBLE(TABLE numbers,",
                        "  DESCRIPTOR(`at`), INTERVAL '5' MINUTE) GROUP BY window_start, window_end;",
                        "CREATE TABLE other (id BIGINT) WITH ('connector' = 'blackhole');",
                        "INSERT INTO other SELECT id FROM numbers;",
                        ""));
    }

    private static List<Map<String, Object>> documents(Path manifest) throws IOException {
        return Stream.of(Files.readString(manifest).split("\n---\n", -1))
                .map(ManifestSchema::load)
                .map(ManifestSchema::map)
                .toList();
    }

    @Test
    void theManifestsAreWhatTheOperatorTakes() throws Exception {
        Path target = folder.resolve("k8s");
        assertThat(weir("deploy", script().toString(), "--kubernetes", target.toString(), "--parallelism", "4"))
                .as(error())
                .isZero();

        assertThat(Files.readString(target.resolve("Dockerfile")))
                .startsWith("FROM flink:2.3.0-scala_2.12-java17\n")
                .contains("usrlib/ /opt/flink/usrlib/")
                .doesNotContain("s3");
        List<Map<String, Object>> documents = documents(target.resolve("some-numbers.yaml"));
        assertThat(documents).hasSize(2);
        Map<String, Object> claim = documents.get(0);
        assertThat(claim).containsEntry("kind", "PersistentVolumeClaim");
        Map<String, Object> deployment = documents.get(1);
        assertThat(deployment).containsEntry("kind", "FlinkDeployment");
        Map<String, Object> spec = ManifestSchema.map(Objects.requireNonNull(deployment.get("spec")));
        // The schema in the registry of Maven is older than Flink 2.3, which newer operators know.
        assertThat(spec.put("flinkVersion", "v1_20")).isEqualTo("v2_3");
        assertThat(ManifestSchema.ofOperator().problems(deployment)).isEmpty();
        assertThat(Objects.requireNonNull(spec.get("job")).toString())
                .contains("parallelism=4", "upgradeMode=savepoint", "/opt/flink/weir/some-numbers");
        assertThat(target.resolve("some-numbers-2.yaml")).exists();

        // And where state goes to a bucket, and the operator may scale
        assertThat(weir(
                        "deploy",
                        script().toString(),
                        "--kubernetes",
                        target.toString(),
                        "--storage",
                        "s3://bucket/weir/",
                        "--autoscale",
                        "16",
                        "--from",
                        "s3://bucket/weir/savepoint-1",
                        "--from",
                        "s3://bucket/weir/savepoint-2",
                        "--allow-dropped-state",
                        "--image",
                        "registry:5000/shop:7"))
                .as(error())
                .isZero();
        deployment = documents(target.resolve("some-numbers.yaml")).get(0);
        spec = ManifestSchema.map(Objects.requireNonNull(deployment.get("spec")));
        spec.put("flinkVersion", "v1_20");
        assertThat(ManifestSchema.ofOperator().problems(deployment)).isEmpty();
        assertThat(spec).containsEntry("image", "registry:5000/shop:7").doesNotContainKey("podTemplate");
        assertThat(ManifestSchema.map(Objects.requireNonNull(spec.get("flinkConfiguration"))))
                .containsEntry("execution.checkpointing.savepoint-dir", "s3://bucket/weir/some-numbers/savepoints")
                .containsEntry("job.autoscaler.vertex.max-parallelism", "16");
        assertThat(ManifestSchema.map(Objects.requireNonNull(spec.get("job"))))
                .containsEntry("initialSavepointPath", "s3://bucket/weir/savepoint-1")
                .containsEntry("allowNonRestoredState", true);
        assertThat(Files.readString(target.resolve("some-numbers-2.yaml"))).contains("weir/savepoint-2\"");
        assertThat(Files.readString(target.resolve("Dockerfile"))).contains("flink-s3-fs-hadoop-2.3.0.jar");
    }

    @Test
    void theSchemaRefusesWhatIsWrong() throws Exception {
        Map<String, Object> wrong = ManifestSchema.map(ManifestSchema.load("""
                spec:
                  flinkVersion: v9
                  jobs: {}
                  job: {parallelism: many, upgradeMode: savepoint}
                """));
        assertThat(ManifestSchema.ofOperator().problems(wrong))
                .anyMatch(problem -> problem.startsWith("spec.flinkVersion: v9 is none of"))
                .contains("spec.jobs: there is no such field", "spec.job.parallelism: many is no integer");
    }

    @Test
    void theJobRunsInApplicationMode() throws Exception {
        // Given the folder as the image has it
        Path target = folder.resolve("home");
        Path storage = folder.resolve("storage");
        Files.createDirectories(storage);
        assertThat(weir(
                        "deploy",
                        script().toString(),
                        "--kubernetes",
                        target.toString(),
                        "--storage",
                        storage.toUri().toString()))
                .as(error())
                .isZero();
        Map<String, Object> spec = ManifestSchema.map(Objects.requireNonNull(
                documents(target.resolve("some-numbers.yaml")).get(0).get("spec")));
        Map<String, String> configuration = new TreeMap<>();
        ManifestSchema.map(Objects.requireNonNull(spec.get("flinkConfiguration")))
                .forEach((key, value) -> {
                    // There is no Kubernetes here that could elect a leader; and slots are those of the test.
                    if (!key.startsWith("high-availability") && !key.startsWith("taskmanager.")) {
                        configuration.put(key, String.valueOf(value));
                    }
                });
        configuration.put("parallelism.default", "2");
        Map<String, Object> job = ManifestSchema.map(Objects.requireNonNull(spec.get("job")));

        // When its main class runs
        try (FlinkProcesses cluster = FlinkProcesses.startApplication(
                folder.resolve("cluster"),
                target,
                configuration,
                List.of(
                        String.valueOf(job.get("entryClass")),
                        target.resolve("plans/some-numbers").toString()))) {
            assertThat(cluster.awaitEnd(LIMIT)).as(cluster.output("jobmanager")).isZero();
        }

        // Then the rows are there
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        window(299, 7),
                        window(300, 7),
                        window(300, 7),
                        window(300, 7),
                        window(300, 7),
                        window(300, 7),
                        window(201, 7));
    }

    private static String window(int numbers, int remainders) {
        return "{\"numbers\":" + numbers + ",\"remainders\":" + remainders + "}";
    }

    @Test
    void whatCannotBeWrittenIsRefused() throws Exception {
        String script = script().toString();
        assertThat(weir("deploy", script)).isEqualTo(2);
        assertThat(error()).contains("It is not said where the jobs go").contains("--kubernetes DIR");
        assertThat(weir("deploy", script, "--kubernetes", folder.toString(), "--storage", "bucket"))
                .isEqualTo(2);
        assertThat(error()).contains("'bucket' is no URL");
        assertThat(weir("deploy", script, "--kubernetes", folder.toString(), "--name", "###"))
                .isEqualTo(2);
        assertThat(error()).contains("'###' has no letter to make a name of");
    }
}
