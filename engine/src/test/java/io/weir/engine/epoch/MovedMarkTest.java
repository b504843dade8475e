package io.weir.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedMarkTest {
    @TempDir
    private Path folder;

    @Test
    void aMarkedStateIsNotOpenedUntilTheMarkIsGone() {
        EpochStores.local(folder).close();
        MovedMark mark = new MovedMark(41, "http://jobs:8081", "C:\\shop = 1");
        try (LocalStorage storage = new LocalStorage(folder)) {
            assertThat(MovedMark.read(storage)).isEmpty();
            mark.write(storage);
            assertThat(MovedMark.read(storage)).contains(mark);
            assertThat(MovedMark.cut(storage)).isEmpty();
            MovedMark.keepCut(storage, "an earlier try");
            MovedMark.keepCut(storage, "here");
            assertThat(MovedMark.cut(storage)).contains("here");
            assertThatThrownBy(() -> new MovedMark(42, "elsewhere", "other").write(storage))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_MOVED));
        }
        assertThatThrownBy(() -> EpochStores.local(folder))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("goes on at http://jobs:8081 as C:\\shop = 1, since epoch 41")
                .hasMessageContaining("./weir state take-back");
        try (LocalStorage storage = new LocalStorage(folder)) {
            MovedMark.clear(storage);
            assertThat(MovedMark.cut(storage)).isEmpty();
        }
        EpochStores.local(folder).close();
    }
}
