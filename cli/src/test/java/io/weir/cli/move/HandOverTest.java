package io.weir.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.MovedMark;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.flink.cluster.JobLeftException;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a state is marked as moved, and when it is not any more. */
class HandOverTest {
    private static final MovedMark MARK = new MovedMark(7, "http://jobs:8081", "shop");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private String handOver(HandOver.Beginning<String> beginning) throws InterruptedException {
        EpochStores.local(folder).close();
        try (LocalStorage storage = new LocalStorage(folder)) {
            return new HandOver(storage, MARK, new PrintStream(log, true, StandardCharsets.UTF_8)).run(beginning);
        }
    }

    private boolean isMarked() {
        try (LocalStorage storage = new LocalStorage(folder)) {
            return MovedMark.read(storage).isPresent();
        }
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatBeganThereIsMarkedHere() throws InterruptedException {
        assertThat(handOver(() -> isMarked() ? "there" : "unmarked")).isEqualTo("there");
        assertThat(isMarked()).isTrue();
    }

    @Test
    void whatIsNotThereIsNotMarked() {
        assertThatThrownBy(() -> handOver(() -> {
                    throw new WeirException(ErrorCode.RUN_FAILED, "no room");
                }))
                .hasMessage("no room");
        assertThat(isMarked()).isFalse();
        assertThat(log()).contains("nothing was moved").contains("from epoch 7");
    }

    @Test
    void whatMayBeThereStaysMarked() {
        assertThatThrownBy(() -> handOver(() -> {
                    throw new JobLeftException("no answer", "job 1", "", null);
                }))
                .isInstanceOf(JobLeftException.class);
        assertThat(isMarked()).isTrue();
        assertThat(log()).contains("stays marked as moved at epoch 7").contains("take-back");
    }

    @Test
    void aMarkThatCannotBeTakenAwayDoesNotHideTheReason() {
        assertThatThrownBy(() -> handOver(() -> {
                    spoil(folder.resolve("moved/mark.properties"));
                    throw new WeirException(ErrorCode.RUN_FAILED, "no room");
                }))
                .hasMessage("no room")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(log()).contains("still marked as moved").contains("take-back");
    }

    /** A folder that is not empty, and so cannot be deleted as a file is. */
    private static void spoil(Path mark) {
        assertThat(mark).exists();
        assertThat(mark.toFile().delete()).isTrue();
        assertThat(mark.resolve("inside").toFile().mkdirs()).isTrue();
        assertThat(Files.isDirectory(mark)).isTrue();
    }
}
