package io.weir.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that a browser needs for the console, by the path it asks for: ours from the folder {@code console} of the
 * resources, and the two libraries from their jars. Nothing else of the class path can be reached.
 *
 * <p>Safe for use by many threads: each file is read once and kept.
 */
public final class ConsoleFiles {
    /** What every answer with a file carries: nothing but our own scripts, styles and connections is allowed. */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            // Asked again each time, answered with 304 while the ETag is the same: no page of an older version stays.
            "Cache-Control",
            "no-cache");

    private static final String FOLDER = "/console/";
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final Pattern SAFE = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*(\\.[a-z0-9]+)+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Optional<ConsoleFile>> read = new ConcurrentHashMap<>();
    private final String lit = "lib/lit/";
    private final String litFolder = WEBJARS + "lit-html/" + version("lit-html") + "/";
    private final String chartFile = WEBJARS + "chart.js/" + version("chart.js") + "/dist/chart.umd.min.js";

    /**
     * A file as it goes over the wire.
     *
     * @param content its bytes, not to be changed
     * @param type the value of {@code Content-Type}
     * @param tag the value of {@code ETag}, quoted
     */
    public record ConsoleFile(byte[] content, String type, String tag) {}

    /** The file for a path as {@code /} or {@code /console/app.js}; empty: there is none of that name. */
    public Optional<ConsoleFile> find(String path) {
        String name;
        if (path.equals("/") || path.equals("/index.html")) {
            name = "index.html";
        } else if (path.equals("/runbook.css")) {
            name = "runbook.css";
        } else if (path.equals("/favicon.ico")) {
            name = "weir.svg";
        } else if (path.startsWith(FOLDER)) {
            name = path.substring(FOLDER.length());
        } else {
            return Optional.empty();
        }
        if (!SAFE.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<ConsoleFile> known = read.get(name);
        if (known == null) {
            known = read(name);
            if (known.isPresent()) {
                read.put(name, known);
            }
        }
        return known;
    }

    private Optional<ConsoleFile> read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream stream = open(resource(name))) {
            if (stream == null) {
                return Optional.empty();
            }
            byte[] content = stream.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Optional.of(
                    new ConsoleFile(content, type, '"' + HexFormat.of().formatHex(hash, 0, 8) + '"'));
        } catch (IOException e) {
            throw new UncheckedIOException("the console's file " + name + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String resource(String name) {
        if (name.equals("lib/chart.js")) {
            return chartFile;
        }
        return name.startsWith(lit) ? litFolder + name.substring(lit.length()) : "console/" + name;
    }

    /** The version of a webjar on the class path, which is a part of the path to its files. */
    private static String version(String artifact) {
        String resource = "META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (InputStream stream = open(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the library " + artifact + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static @Nullable InputStream open(String resource) {
        return ConsoleFiles.class.getClassLoader().getResourceAsStream(resource);
    }
}
