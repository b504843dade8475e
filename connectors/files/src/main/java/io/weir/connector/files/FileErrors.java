package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Says what went wrong with a file, and what to do about it. */
final class FileErrors {
    private FileErrors() {}

    static WeirException reading(Path path, IOException failure) {
        return of("cannot be read", path, failure);
    }

    static WeirException writing(Path path, IOException failure) {
        return of("cannot be written", path, failure);
    }

    /** The exception for a file that ends before what was to be read of it. */
    static WeirException shortened(SourceFile file, long bytes) {
        return new WeirException(
                ErrorCode.IO_FAILED,
                "was shortened to " + bytes + " bytes while it was being read",
                file.label(),
                "Replace a file by renaming a new one over it",
                null);
    }

    private static WeirException of(String what, Path path, IOException failure) {
        String where = "path " + path;
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return new WeirException(
                    ErrorCode.IO_NOT_FOUND, "does not exist", where, "Check the table's option 'path'", failure);
        }
        String reason = reason(failure);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (failure instanceof AccessDeniedException
                || lower.contains("permission denied")
                || lower.contains("read-only file system")) {
            String denied = failure instanceof AccessDeniedException ? "permission denied" : lower;
            return new WeirException(
                    ErrorCode.IO_DENIED,
                    what + ": " + denied,
                    where,
                    "Give user " + System.getProperty("user.name", "?") + " access to it",
                    failure);
        }
        if (lower.contains("no space left") || lower.contains("quota exceeded") || lower.contains("not enough space")) {
            return new WeirException(
                    ErrorCode.IO_FULL,
                    what + ": " + lower,
                    where,
                    "Free some space, or write somewhere else; nothing of this run has become visible",
                    failure);
        }
        return new WeirException(ErrorCode.IO_FAILED, what + ": " + reason, where, "", failure);
    }

    private static String reason(IOException failure) {
        if (failure instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (failure instanceof FileSystemLoopException) {
            return "it links to a folder above itself";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
