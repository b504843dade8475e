package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Sees whether the files of a position are still what they were, before reading goes on. */
final class RestoredFiles {
    private static final String HINT =
            "Put the file back as it was, or begin anew without the saved epochs; what has changed belongs into a file"
                    + " of another name";

    private RestoredFiles() {}

    /**
     * Checks the file at hand and those that were not begun.
     *
     * @param isLaidOut true if files are laid out as a whole, so that one that has grown is another one
     */
    static void check(FilesPosition position, boolean isLaidOut) {
        try {
            if (position.cut().isPresent()) {
                check(position.cut().get(), isLaidOut);
            }
            for (SourceFile file : position.waiting()) {
                checkLength(file, file.bytes(), "none of it was read");
            }
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "Reading cannot go on: " + e.getMessage(), "", HINT, e);
        }
    }

    private static void check(FileCut cut, boolean isLaidOut) throws IOException {
        SourceFile file = cut.file();
        String read = isLaidOut
                ? "it was read up to row " + cut.row() + " of group " + cut.group()
                : "it was read up to byte " + cut.position();
        boolean isCompressed = Compression.of(file) != Compression.NONE;
        long needed = isLaidOut || isCompressed ? file.bytes() : Math.max(file.bytes(), cut.position());
        long bytes = checkLength(file, needed, read);
        if (isLaidOut && bytes != file.bytes()) {
            throw changed(file, "it had " + file.bytes() + " bytes and has " + bytes + " now; " + read);
        }
        if (cut.fingerprint() == Fingerprint.UNKNOWN) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "could not be read when the epoch was saved, so that nobody can tell whether it still is the same"
                            + " file; " + read,
                    file.label(),
                    HINT,
                    null);
        }
        if (Fingerprint.of(file.path(), file.bytes()) != cut.fingerprint()) {
            throw changed(file, "its first " + file.bytes() + " bytes are not what they were; " + read);
        }
    }

    private static long checkLength(SourceFile file, long needed, String read) throws IOException {
        long bytes;
        try {
            bytes = Files.size(file.path());
        } catch (NoSuchFileException e) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "has been removed since the epoch was saved: it had " + file.bytes() + " bytes; " + read,
                    file.label(),
                    HINT,
                    e);
        }
        if (bytes < needed) {
            throw changed(file, "it has " + bytes + " bytes, fewer than the " + needed + " it had; " + read);
        }
        return bytes;
    }

    private static WeirException changed(SourceFile file, String how) {
        return new WeirException(
                ErrorCode.IO_FAILED,
                "was rewritten or shortened since the epoch was saved: " + how,
                file.label(),
                HINT,
                null);
    }
}
