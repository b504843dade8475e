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

    /** Where a file is written before it is published. */
    Path hidden(String name) {
        return path.resolve("." + name + ".inprogress");
    }

    /** Gives a file that is complete its own name. */
    void publish(String name) {
        Path target = path.resolve(name);
        move(hidden(name), target);
    }

    /** Hides a file again. */
    void hide(String name) {
        move(path.resolve(name), hidden(name));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileErrors.writing(to, e);
        }
    }

    /** Deletes a file that was not published. */
    void discard(String name) {
        Path file = hidden(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }
}
