package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What becomes of the files of a folder. */
@Timeout(120)
class PipelinesTest extends ServerFixture {
    private static final String GENERATED = """
            CREATE TABLE g (id BIGINT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
            CREATE TABLE b (id BIGINT, v INT) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT id, v FROM g;
            """;
    private static final String COUNTED = """
            CREATE TABLE g (id BIGINT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
                'fields.v.min' = '1', 'fields.v.max' = '5');
            CREATE TABLE b (v INT, n BIGINT, PRIMARY KEY (v) NOT ENFORCED) WITH ('connector' = 'blackhole');
            INSERT INTO b SELECT v, COUNT(*) FROM g GROUP BY v;
            """;

    @Test
    void aNewFileIsRun() throws Exception {
        assertThat(api.json("/api/v1/pipelines").path("pipelines")).isEmpty();

        write("made", GENERATED);

        JsonNode made = api.await(
                "/api/v1/pipelines/made",
                answer -> answer.path("rowsOut").asLong(0) > 0
                        && answer.path("epoch").asLong(0) > 0);
        assertThat(made.path("state").asString()).isEqualTo("RUNNING");
        assertThat(made.path("engine").asString()).isEqualTo("native");
        assertThat(made.path("error").isNull()).isTrue();
        assertThat(made.path("sql").asString()).isEqualTo(GENERATED);
        assertThat(made.path("jobs").get(0).path("nodes").size()).isGreaterThan(1);
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aMistakeKeepsTheOldVersionRunningAndIsShown() throws Exception {
        write("p", GENERATED);
        api.awaitState("p", "RUNNING");

        write("p", GENERATED.replace("FROM g", "FORM g"));

        JsonNode shown =
                api.await("/api/v1/pipelines/p", answer -> !answer.path("error").isNull());
        assertThat(shown.path("state").asString()).isEqualTo("RUNNING");
        assertThat(shown.path("error").asString()).contains("p.sql:3:").contains("Unexpected");
        assertThat(shown.path("sql").asString()).isEqualTo(GENERATED);
        long rows = shown.path("rowsOut").asLong();
        api.await("/api/v1/pipelines/p", answer -> answer.path("rowsOut").asLong() > rows);

        write("p", GENERATED);
        api.await("/api/v1/pipelines/p", answer -> answer.path("error").isNull());
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws Exception {
        Files.write(folder.resolve("p.sql"), "-- für alle\n".getBytes(StandardCharsets.ISO_8859_1));
        JsonNode failed = api.awaitState("p", "FAILED");
        assertThat(failed.path("error").asString()).endsWith("p.sql: The file is not UTF-8 text. Save it as UTF-8");
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);

        write("p", GENERATED);
        api.awaitState("p", "RUNNING");

        Files.write(folder.resolve("p.sql"), (GENERATED + "-- für alle\n").getBytes(StandardCharsets.ISO_8859_1));
        JsonNode shown =
                api.await("/api/v1/pipelines/p", answer -> !answer.path("error").isNull());
        assertThat(shown.path("error").asString()).contains("is not UTF-8 text");
        assertThat(shown.path("state").asString()).isEqualTo("RUNNING");
        assertThat(shown.path("sql").asString()).isEqualTo(GENERATED);

        write("p", GENERATED);
        api.await("/api/v1/pipelines/p", answer -> answer.path("error").isNull());
    }

    @Test
    void aChangedFileGoesOnFromItsState() throws Exception {
        write("p", COUNTED);
        api.await("/api/v1/pipelines/p", answer -> answer.path("epoch").asLong(0) > 1);

        write("p", COUNTED.replace("FROM g", "FROM g /* the same */"));

        JsonNode changed = api.await(
                "/api/v1/pipelines/p",
                answer -> answer.path("sql").asString().contains("the same")
                        && answer.path("epoch").asLong(0) > 2);
        assertThat(changed.path("state").asString()).isEqualTo("RUNNING");
        assertThat(changed.path("restarts").asInt()).isZero();
    }

    @Test
    void whatDoesNotFitItsStateFailsAndTheOthersRunOn() throws Exception {
        write("changed", COUNTED);
        write("other", GENERATED);
        api.await("/api/v1/pipelines/changed", answer -> answer.path("epoch").asLong(0) > 1);

        write("changed", COUNTED.replace("COUNT(*)", "COUNT(DISTINCT id)"));

        JsonNode failed = api.awaitState("changed", "FAILED");
        assertThat(failed.path("error").asString()).containsIgnoringCase("state");
        assertThat(api.json("/api/v1/pipelines/other").path("state").asString()).isEqualTo("RUNNING");
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);

        write("changed", COUNTED);
        api.awaitState("changed", "RUNNING");
    }

    @Test
    void aDeletedFileIsStopped() throws Exception {
        write("p", GENERATED);
        api.awaitState("p", "RUNNING");

        Files.delete(folder.resolve("p.sql"));

        api.await("/api/v1/pipelines", answer -> answer.path("pipelines").isEmpty());
        assertThat(api.get("/api/v1/pipelines/p").statusCode()).isEqualTo(404);
    }

    /** As if its disk were not mounted for a while. */
    @Test
    void aFolderThatIsGoneEndsNothing() throws Exception {
        write("p", GENERATED);
        api.awaitState("p", "RUNNING");
        long epoch = api.json("/api/v1/pipelines/p").path("epoch").asLong();

        Files.move(folder, home.resolve("elsewhere"));

        JsonNode later =
                api.await("/api/v1/pipelines/p", answer -> answer.path("epoch").asLong(0) > epoch + 3);
        assertThat(later.path("state").asString()).isEqualTo("RUNNING");

        Files.move(home.resolve("elsewhere"), folder);
        Files.delete(folder.resolve("p.sql"));
        api.await("/api/v1/pipelines", answer -> answer.path("pipelines").isEmpty());
    }

    @Test
    void aSelectIsRefusedWithWhatToWriteInstead() throws Exception {
        write("p", GENERATED + "SELECT * FROM g;");

        JsonNode failed = api.awaitState("p", "FAILED");

        assertThat(failed.path("error").asString())
                .contains("p.sql:4")
                .contains("SELECT")
                .contains("'connector' = 'view'");
    }

    @Test
    void stopsAndStartsOnRequest() throws Exception {
        write("p", GENERATED);
        api.awaitState("p", "RUNNING");

        assertThat(api.post("/api/v1/pipelines/p/stop", "").statusCode()).isEqualTo(200);
        api.awaitState("p", "STOPPED");
        assertThat(api.post("/api/v1/pipelines/p/start", "").statusCode()).isEqualTo(200);
        api.awaitState("p", "RUNNING");

        assertThat(api.post("/api/v1/pipelines/q/start", "").statusCode()).isEqualTo(404);
    }

    @Test
    void goesOnAfterTheServerStartsAgain() throws Exception {
        write("p", COUNTED);
        long epoch = api.await(
                        "/api/v1/pipelines/p", answer -> answer.path("epoch").asLong(0) > 1)
                .path("epoch")
                .asLong();

        server.close();
        start();

        api.await("/api/v1/pipelines/p", answer -> answer.path("epoch").asLong(0) > epoch);
    }

    @Test
    void allInsertsOfAFileRunAtOnce() throws Exception {
        write(
                "p",
                GENERATED + "CREATE TABLE c WITH ('connector' = 'blackhole') LIKE b (EXCLUDING ALL);"
                        + "INSERT INTO c SELECT id, v FROM g;");

        JsonNode both = api.await(
                "/api/v1/pipelines/p",
                answer -> answer.path("jobs").size() == 2
                        && answer.path("rowsOut").asLong(0) > 0);

        assertThat(both.path("state").asString()).isEqualTo("RUNNING");
        assertThat(both.path("jobs").get(1).path("number").asInt()).isEqualTo(2);
    }

    @Test
    void secretsAreShownNowhere() throws Exception {
        String jdbc = """
                CREATE TABLE g (id BIGINT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
                CREATE TABLE b (id BIGINT, v INT) WITH ('connector' = 'jdbc', 'username' = 'me',
                    'password' = 'hunter2', 'table-name' = 'b',
                    'url' = 'jdbc:postgresql://127.0.0.1:1/x?sslpassword=hunter3');
                INSERT INTO b SELECT id, v FROM g;
                """;
        write("p", jdbc);
        write("wrong", jdbc.replace("'table-name' = 'b'", "'tabel-name' = 'b'"));
        api.awaitState("wrong", "FAILED");
        api.await("/api/v1/pipelines/p", answer -> !answer.path("error").isNull());

        for (String path :
                List.of("/api/v1/pipelines", "/api/v1/pipelines/p", "/api/v1/pipelines/wrong", "/health/ready")) {
            assertThat(api.get(path).body()).as(path).doesNotContain("hunter");
        }
        assertThat(api.json("/api/v1/pipelines/p").path("sql").asString()).contains("'password' = '***'");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> WeirServer.start(ServerOptions.of(0, home.resolve("none"))))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("There is no file or folder");
    }

    @Test
    void refusesAPortThatIsTaken() {
        assertThatThrownBy(() -> WeirServer.start(ServerOptions.of(server.port(), folder)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("--port");
    }

    @Test
    void whatIsNotThereIsSaidSo() throws Exception {
        assertThat(api.get("/").body()).contains("Weir");
        assertThat(api.get("/nothing.html").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(api.json("/api/v1/nothing").path("error").path("code").asString())
                .isEqualTo("NOT_FOUND");
        assertThat(api.post("/api/v1/pipelines", "").statusCode()).isEqualTo(405);
    }
}
