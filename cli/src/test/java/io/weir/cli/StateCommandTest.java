package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.epoch.ChunkWriter;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.SinkState;
import io.weir.engine.epoch.Manifest.SourceState;
import io.weir.engine.epoch.Manifest.TableState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a state of two epochs. */
class StateCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String state = "";

    @BeforeEach
    void writeTwoEpochs() {
        state = folder.resolve("state").toString();
        try (EpochStore store = EpochStores.local(Path.of(state))) {
            write(store, 1);
            write(store, 2);
        }
    }

    private static void write(EpochStore store, long epoch) {
        EpochStore.Draft draft = store.begin(epoch);
        ChunkWriter writer = new ChunkWriter();
        writer.begin(draft);
        for (int key = 0; key < 100; key++) {
            writer.begin(key << 25);
            writer.key().putLong(key);
            writer.value().putLong(epoch);
            writer.end();
        }
        TableState table = new TableState(0, "counts", "BIGINT | BIGINT", 100, writer.finish());
        OperatorState operator =
                new OperatorState("group-aggregate-1", "GROUP BY page", 1, List.of(epoch), List.of(table));
        SourceState source = new SourceState(
                "clicks-1", Map.of("clicks-0", "184".getBytes(StandardCharsets.UTF_8)), Map.of("clicks-0", 7L), 7);
        SinkState sink = new SinkState("out-1", List.of(new byte[] {1, 2, 3}));
        draft.publish(new Manifest(
                epoch, 1_767_225_600_000L, "clicks", false, List.of(operator), List.of(source), List.of(sink)));
    }

    private void damage(long epoch) throws IOException {
        Path object = object(epoch);
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length - 1] ^= 1;
        Files.write(object, bytes);
    }

    private Path object(long epoch) {
        return Path.of(state, "data", String.format("%012d-1.chunks", epoch));
    }

    @Test
    void listShowsTheEpochsAndSavepoints() {
        CommandResult.run("state", "list", "--state", state);
        CommandResult kept = CommandResult.run("savepoint", "before-upgrade", "--state", state);
        assertThat(kept.status()).as(kept.error()).isZero();
        assertThat(kept.output()).startsWith("epoch 2 is kept in ").contains("before-upgrade");

        CommandResult result = CommandResult.run("state", "list", "--state", state);

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output().lines().toList()).hasSize(4);
        assertThat(result.output().lines().skip(1).findFirst().orElseThrow())
                .matches("2 +2026-01-01T00:00:00Z +clicks +[0-9.]+ KiB +100 +1");
        assertThat(result.output()).contains("savepoints/before-upgrade");
    }

    @Test
    void listAsJsonHasOneObjectForEachEpoch() throws IOException {
        Files.delete(object(1));

        CommandResult result = CommandResult.run("state", "list", "--json", "--state", state);

        List<String> lines = result.output().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("{\"epoch\":2,\"savepoint\":\"\",\"createdMillis\":1767225600000,\"pipeline\":\"clicks\"")
                .endsWith("\"damage\":\"\"}");
        assertThat(lines.get(1)).contains("the file is not there");
    }

    @Test
    void showTellsOperatorsTablesPositionsAndCommits() {
        CommandResult result = CommandResult.run("state", "show", "--state", state);

        assertThat(result.status()).as(result.error()).isZero();
        assertThat(result.output())
                .startsWith("epoch 2 of clicks, saved at 2026-01-01T00:00:00Z")
                .contains("group-aggregate-1", "GROUP BY page", "BIGINT | BIGINT")
                .containsPattern("clicks-1 +clicks-0 +184")
                .containsPattern("out-1 +1 +3 B");
        assertThat(CommandResult.run("state", "show", "1", "--json", "--state", state)
                        .output())
                .contains("\"epoch\" : 1,")
                .contains("\"checksum\" : ");
    }

    @Test
    void verifyFindsAFlippedBitThatListDoesNotSee() throws IOException {
        assertThat(CommandResult.run("state", "verify", "--state", state).output())
                .contains("epoch 1: whole", "epoch 2: whole");
        damage(2);

        CommandResult result = CommandResult.run("state", "verify", "--state", state);

        assertThat(result.status()).isEqualTo(Main.EXIT_FAILED);
        assertThat(result.output())
                .contains("epoch 1: whole")
                .contains("epoch 2: damaged: " + object(2))
                .contains("the checksum of a block is wrong");
        assertThat(CommandResult.run("state", "verify", "2", "--json", "--state", state)
                        .output())
                .startsWith("{\"epoch\":2,\"sizeBytes\":0,\"isWhole\":false,");
    }

    @Test
    void dropTakesTheYoungestOrAll() {
        assertThat(CommandResult.run("state", "drop", "--from", "2", "--state", state)
                        .output())
                .isEqualTo("dropped epoch 2\n");
        assertThat(CommandResult.run("state", "drop", "--all", "--state", state).output())
                .isEqualTo("dropped epoch 1\n");

        CommandResult empty = CommandResult.run("state", "list", "--state", state);

        assertThat(empty.status()).isEqualTo(Main.EXIT_FAILED);
        assertThat(empty.error()).contains(state + ": there is no epoch");
        assertThat(Path.of(state, "data")).isEmptyDirectory();
    }

    @Test
    void dropIsRefusedWhileTheStateIsUsed() {
        try (EpochStore store = EpochStores.local(Path.of(state))) {
            CommandResult result = CommandResult.run("state", "drop", "--all", "--state", state);

            assertThat(result.status()).isEqualTo(Main.EXIT_FAILED);
            assertThat(result.error()).contains("the state is used by this process");
            assertThat(store.newest()).isPresent();
        }
    }

    @Test
    void wrongUseGivesOneMessage() {
        assertThat(CommandResult.run("state").error()).contains("list, show, verify, drop or take-back?");
        assertThat(CommandResult.run("state", "drop", "--state", state).error())
                .contains("Give --all, or --from EPOCH");
        assertThat(CommandResult.run("state", "show", "9", "--state", state).error())
                .contains("there is no epoch 9")
                .contains("There are [1, 2].");
        assertThat(CommandResult.run("state", "list", "--state", "gs://bucket/x")
                        .error())
                .contains("there is no storage 'gs'")
                .contains("file, s3");
        CommandResult none = CommandResult.run(
                "state", "list", "--state", folder.resolve("none").toString());
        assertThat(none.error()).contains("there is no epoch").doesNotContain("\tat ");
        assertThat(CommandResult.run("savepoint", "..", "--state", state).error())
                .contains("is no name for a savepoint");
    }
}
