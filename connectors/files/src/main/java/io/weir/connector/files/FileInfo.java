package io.weir.connector.files;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The metadata columns: what is known about the file that a row comes from. */
enum FileInfo implements FileColumn {
    PATH("file.path"),
    NAME("file.name"),
    SIZE("file.size"),
    MODIFICATION_TIME("file.modification-time");

    private final String key;

    FileInfo(String key) {
        this.key = key;
    }

    static FileInfo of(String key) {
        for (FileInfo info : values()) {
            if (info.key.equals(key)) {
                return info;
            }
        }
        throw new NotNativeException("metadata '" + key + "' of the filesystem connector");
    }

    /** Refuses metadata that there is not. */
    static void check(List<SourceRequest.Field> fields) {
        for (SourceRequest.Field field : fields) {
            if (field.isMetadata()) {
                of(field.metadataKey());
            }
        }
    }

    @Override
    public void fill(Column column, SourceFile file, int rowCount) {
        column.ensureCapacity(rowCount);
        switch (this) {
            case PATH -> fillText((BytesColumn) column, file.path().toString(), rowCount);
            case NAME -> fillText((BytesColumn) column, name(file.path()), rowCount);
            case SIZE -> Arrays.fill(((LongColumn) column).values(), 0, rowCount, file.bytes());
            case MODIFICATION_TIME ->
                Arrays.fill(((LongColumn) column).values(), 0, rowCount, file.modificationMillis());
        }
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static void fillText(BytesColumn column, String text, int rowCount) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        column.view(bytes);
        Arrays.fill(column.starts(), 0, rowCount, 0);
        Arrays.fill(column.lengths(), 0, rowCount, bytes.length);
    }
}
