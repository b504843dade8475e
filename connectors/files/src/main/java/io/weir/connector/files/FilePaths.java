package io.weir.connector.files;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.NotNativeException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands the option {@code path} as Flink does: a plain path or a URI, which is not percent-decoded. */
final class FilePaths {
    private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(?://([^/]*))?(.*)");

    private FilePaths() {}

    /** The absolute local path of a table. */
    static Path of(String table, TableOptions options) {
        String text = options.required("path").strip();
        Matcher uri = URI.matcher(text);
        if (uri.matches()) {
            String scheme = uri.group(1);
            if (!"file".equalsIgnoreCase(scheme)) {
                throw new NotNativeException("file system '" + scheme + "' of table " + table);
            }
            String host = uri.group(2);
            if (host != null && !host.isEmpty() && !"localhost".equals(host)) {
                throw options.invalid(
                        "path", "it names the host '" + host + "'; an absolute path is written file:///folder/file");
            }
            text = uri.group(3);
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw options.invalid("path", e.getReason());
        }
    }

    /** As Flink's default filter: a name that begins with a dot or an underscore is not read. */
    static boolean isHidden(Path path) {
        Path name = path.getFileName();
        if (name == null) {
            return false;
        }
        String text = name.toString();
        return text.startsWith(".") || text.startsWith("_");
    }
}
