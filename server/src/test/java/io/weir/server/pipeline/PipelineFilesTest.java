package io.weir.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    /** As if its disk were not mounted, or somebody put another version in its place. */
    @Test
    void aFolderThatIsGoneIsNotTakenForOneWithoutFiles() throws IOException {
        Path folder = Files.createDirectory(home.resolve("pipelines"));
        Files.writeString(folder.resolve("a.sql"), "SELECT 1");
        PipelineFiles files = new PipelineFiles(List.of(folder));
        assertThat(files.names()).containsExactly("a");
        Path elsewhere = Files.move(folder, home.resolve("elsewhere"));

        for (int i = 0; i < 3; i++) {
            assertThat(files.names()).containsExactly("a");
        }

        Files.move(elsewhere, folder);
        Files.delete(folder.resolve("a.sql"));
        assertThat(files.names()).containsExactly("a");
        assertThat(files.names()).isEmpty();
    }

    /** As editors and 'git checkout' do, which delete a file and write it again. */
    @Test
    void aFileIsGoneWhenItIsGoneTwice() throws IOException {
        Path file = Files.writeString(home.resolve("a.sql"), "SELECT 1");
        PipelineFiles files = new PipelineFiles(List.of(home));
        assertThat(files.names()).containsExactly("a");

        Files.delete(file);
        assertThat(files.names()).containsExactly("a");
        Files.writeString(file, "SELECT 2");
        assertThat(files.names()).containsExactly("a");

        Files.delete(file);
        assertThat(files.names()).containsExactly("a");
        assertThat(files.names()).isEmpty();
    }

    @Test
    void aFileCountsWhenItStandsStill() throws IOException {
        Path file = Files.writeString(home.resolve("a.sql"), "SELECT");
        PipelineFiles files = new PipelineFiles(List.of(home));
        assertThat(files.look()).isEmpty();
        Files.writeString(file, "SELECT 1");
        assertThat(files.look()).isEmpty();

        assertThat(files.look()).extracting(SqlFile::text).containsExactly("SELECT 1");
    }
}
