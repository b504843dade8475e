package io.weir.engine.connector;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names of files durable, which on most systems the folder keeps, and not the file. */
public final class FolderNames {
    private FolderNames() {}

    /**
     * Makes the names in a folder durable, where the system can and has to.
     *
     * @throws IOException if they may not be durable
     */
    public static void sync(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (AccessDeniedException e) {
            // Windows opens no folders; there a name is safe with its file.
            return;
        }
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            // What Linux says of file systems that know no such thing, those of Windows' shares among them.
            if (!String.valueOf(e.getMessage()).contains("Invalid argument")) {
                throw e;
            }
        }
    }
}
