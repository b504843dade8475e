package io.weir.server.store;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Something small that a server keeps as JSON. Written whole, under another name first. */
public final class KeptFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final Class<T> type;
    private final Predicate<T> isWhole;
    private final String what;

    /**
     * Names a file, which need not be there.
     *
     * @param name without its ending
     * @param isWhole whether all is there that must be; what JSON leaves out is null
     * @param what it has, for messages: {@code alerts}
     */
    public KeptFile(Path folder, String name, Class<T> type, Predicate<T> isWhole, String what) {
        file = folder.resolve(name + ".json");
        this.type = type;
        this.isWhole = isWhole;
        this.what = what;
    }

    /**
     * What was kept, if anything; a file that makes no sense is put aside.
     *
     * @throws WeirException if nobody can tell what is in it: to begin without it would forget it for good
     */
    public Optional<T> load() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    what + " cannot be read: " + e,
                    file.toString(),
                    "See that the file can be read, or move it away to begin without it",
                    e);
        }
        try {
            @Nullable T content = MAPPER.readValue(bytes, type);
            if (content != null && isWhole.test(content)) {
                return Optional.of(content);
            }
            putAside("a part of it is missing");
        } catch (JacksonException e) {
            putAside(e.getMessage());
        }
        return Optional.empty();
    }

    private void putAside(@Nullable String why) {
        Path aside = sibling("damaged");
        LOG.warn("{} makes no sense and is put aside as {}: {}", file, aside, why);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be put aside: {}", file, e.toString());
        }
    }

    private Path sibling(String word) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.json$", "." + word + ".json"));
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * Keeps the content; on disk when this returns.
     *
     * @throws WeirException if that fails
     */
    public void save(T content) {
        Path next = sibling("next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(content));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    what + " cannot be kept: " + e.getMessage(),
                    file.toString(),
                    "Is there room, and may it be written?",
                    e);
        }
    }
}
