package io.weir.library.run;

import io.weir.flink.SessionJars;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FlinkUserCodeClassLoaders;

/**
 * The jars that a job names in {@code pipeline.jars}, open as long as it runs: where the classes of its functions are.
 * They are looked into before the class path, unless {@code classloader.resolve-order} says otherwise, as in Flink.
 */
record JobJars(ClassLoader classLoader) implements AutoCloseable {
    static JobJars of(Map<String, String> configuration) {
        List<URL> urls = new ArrayList<>();
        for (String path : SessionJars.split(configuration.getOrDefault(SessionJars.KEY, ""))) {
            urls.add(url(path));
        }
        ClassLoader own = JobJars.class.getClassLoader();
        return new JobJars(
                urls.isEmpty()
                        ? own
                        : FlinkUserCodeClassLoaders.create(
                                urls.toArray(new URL[0]), own, Configuration.fromMap(configuration)));
    }

    private static URL url(String path) {
        try {
            Path file = path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
            if (!Files.isRegularFile(file)) {
                throw new WeirException(
                        ErrorCode.IO_NOT_FOUND, "There is no jar " + file, SessionJars.KEY, "Give its path", null);
            }
            return file.toUri().toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID, "'" + path + "' is no path of a jar", SessionJars.KEY, "", e);
        }
    }

    @Override
    public void close() {
        if (classLoader != JobJars.class.getClassLoader() && classLoader instanceof URLClassLoader jars) {
            try {
                jars.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
