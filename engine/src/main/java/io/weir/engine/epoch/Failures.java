package io.weir.engine.epoch;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Turns failures of the storage into messages. */
final class Failures {
    private Failures() {}

    static WeirException reading(EpochStorage storage, String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new DamagedException(storage.locationOf(name), "the file is not there");
        }
        return failed(storage.locationOf(name), "it cannot be read", e);
    }

    static WeirException writing(EpochStorage storage, String name, IOException e) {
        return failed(storage.locationOf(name), "it cannot be written", e);
    }

    static WeirException failed(String where, String what, IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof AccessDeniedException || text.contains("permission denied") || text.contains("read-only")) {
            return new WeirException(ErrorCode.IO_DENIED, what, where, "Give the process the right to it.", e);
        }
        if (text.contains("no space left") || text.contains("not enough space") || text.contains("quota")) {
            return new WeirException(ErrorCode.IO_FULL, what + ": no space is left", where, "Make room for it.", e);
        }
        return new WeirException(ErrorCode.IO_FAILED, what + ": " + reason(e), where, "", e);
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
