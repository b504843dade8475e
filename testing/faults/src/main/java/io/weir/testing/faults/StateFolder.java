package io.weir.testing.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The folder with a pipeline's epochs, on a small file system of its own where this process may mount one. */
final class StateFolder implements AutoCloseable {
    private static final String SIZE = "512m";
    private static final int BLOCK_BYTES = 1 << 16;

    private final Path folder;
    private final boolean isMounted;

    private StateFolder(Path folder, boolean isMounted) {
        this.folder = folder;
        this.isMounted = isMounted;
    }

    static StateFolder create(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int status = -1;
        try {
            status = command("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString());
        } catch (IOException e) {
            // There is no such command: as if it were refused.
            return new StateFolder(folder, false);
        }
        return new StateFolder(folder, status == 0);
    }

    private static int command(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** True if it can be filled without harm to others. */
    boolean canBeFilled() {
        return isMounted;
    }

    /** What is given to the command as {@code --state}. */
    Path state() {
        return folder.resolve("state");
    }

    /** The number of the newest epoch; 0 if there is none. */
    long newestEpoch() {
        List<Path> manifests = sorted("epochs");
        if (manifests.isEmpty()) {
            return 0;
        }
        String name = String.valueOf(manifests.get(manifests.size() - 1).getFileName());
        return Long.parseLong(name.replaceAll("\\D", ""));
    }

    /** The files of a folder of the state, the newest epoch's last. */
    private List<Path> sorted(String name) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(state().resolve(name))) {
            files.filter(file -> !file.toString().endsWith(".part")).sorted().forEach(found::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /**
     * Changes a byte of the newest manifest, or of the newest epoch's data; says which.
     *
     * @return what was done; empty if there is no such file
     */
    String damage(boolean isManifest, Random random) throws IOException {
        String prefix = "%012d".formatted(newestEpoch());
        List<Path> files = sorted(isManifest ? "epochs" : "data").stream()
                .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                .toList();
        if (files.isEmpty()) {
            return "";
        }
        Path file = files.get(files.size() - 1);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            return "";
        }
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return "byte " + at + " of " + file.getFileName();
    }

    /** Fills the file system for a time. */
    void fill(long millis) throws IOException, InterruptedException {
        Path ballast = folder.resolve("ballast");
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream output = Files.newOutputStream(ballast)) {
            while (true) {
                output.write(block);
            }
        } catch (IOException e) {
            // It is full: that is what was wanted.
            Thread.sleep(millis);
        } finally {
            Files.deleteIfExists(ballast);
        }
    }

    @Override
    public void close() {
        if (isMounted) {
            try {
                int unused = command("umount", folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
