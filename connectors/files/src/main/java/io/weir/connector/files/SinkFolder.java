package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder that a sink writes into. A file is written under a hidden name, which no reader looks at, and gets its own
 * name when it is published.
 *
 * @param path the folder's absolute path
 */
record SinkFolder(Path path) {
    /** Sees whether files could be written, without changing anything. */
    void check() {
        Path existing = path;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                break;
            }
            existing = parent;
        }
        if (!Files.isDirectory(existing)) {
            throw notAFolder(existing);
        }
        if (!Files.isWritable(existing)) {
            throw FileErrors.writing(existing, new AccessDeniedException(existing.toString()));
        }
    }

    private static WeirException notAFolder(Path file) {
        return new WeirException(
                ErrorCode.IO_FAILED,
                "cannot be written: it is a file, not a folder",
                "path " + file,
                "Set the table's option 'path' to a folder",
                null);
    }

    /** Makes the folder, unless it is there. */
    void create() {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw notAFolder(Path.of(e.getFile()));
        } catch (IOException e) {
            throw FileErrors.writing(path, e);
        }
    }

    /** Makes the folder of a partition, unless it is there. */
    void createPartition(String partition) {
        Path folder = path.resolve(partition);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileErrors.writing(folder, e);
        }
    }

    /** Where a file, whose name may have folders before it, is written before it is published. */
    Path hidden(String name) {
        Path file = path.resolve(name);
        return file.resolveSibling("." + file.getFileName() + ".inprogress");
    }

    /** Gives a file that is complete its own name. */
    void publish(String name) {
        move(hidden(name), path.resolve(name));
    }

    /** Hides a file again. */
    void hide(String name) {
        move(path.resolve(name), hidden(name));
    }

    /** Where a file waits to be deleted while others take its place. */
    static Path replaced(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".replaced");
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileErrors.writing(to, e);
        }
    }

    /** Makes an empty file, unless it is there. */
    void touch(String name) {
        Path file = path.resolve(name);
        try {
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    /** Deletes a file that was not published, and the folders of its partition that have nothing else. */
    void discard(String name) {
        discard(hidden(name));
    }

    /** As above, for a hidden file. */
    void discard(Path hidden) {
        delete(hidden);
        Path folder = hidden.getParent();
        while (folder != null && !folder.equals(path) && folder.startsWith(path)) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // It has other files.
                return;
            }
            folder = folder.getParent();
        }
    }
}
