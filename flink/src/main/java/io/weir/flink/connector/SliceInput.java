package io.weir.flink.connector;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a slice, in their order. Its place is a file, or {@code jar:name}: a resource of the job's jars, which is
 * how a slice comes to a cluster that shares no folder with us.
 */
public final class SliceInput implements AutoCloseable {
    private static final String IN_JAR = "jar:";
    private static final int BUFFER_BYTES = 1 << 16;

    private final RowDataSerializer serializer;
    private final DataInputViewStreamWrapper in;
    private boolean hasEnded;

    private SliceInput(InputStream stream, RowType type) {
        serializer = new RowDataSerializer(type);
        in = new DataInputViewStreamWrapper(new BufferedInputStream(stream, BUFFER_BYTES));
    }

    /** The place of a slice that travels in a jar, as a resource of this name. */
    public static String inJar(String name) {
        return IN_JAR + name;
    }

    /** Opens the slice at a place. */
    public static SliceInput open(String place, RowType type, ClassLoader classes) throws IOException {
        if (!place.startsWith(IN_JAR)) {
            return new SliceInput(Files.newInputStream(Path.of(place)), type);
        }
        InputStream resource = classes.getResourceAsStream(place.substring(IN_JAR.length()));
        if (resource == null) {
            throw new FileNotFoundException("No jar of the job has " + place.substring(IN_JAR.length()));
        }
        return new SliceInput(resource, type);
    }

    /** The next row, an object of its own; null behind the last. */
    public @Nullable RowData next() throws IOException {
        if (hasEnded) {
            return null;
        }
        if (!in.readBoolean()) {
            hasEnded = true;
            return null;
        }
        return serializer.deserialize(in);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
