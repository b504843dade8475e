package io.weir.server;

import io.weir.library.run.RunOptions;
import io.weir.server.http.HttpOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server is to serve, and how.
 *
 * @param paths folders with {@code .sql} files, and such files
 * @param http how it listens
 * @param run which engine runs the pipelines, and how
 * @param configuration options as SET would give them
 * @param state the folder, or {@code s3://bucket/prefix}, below which pipelines keep their epochs
 */
public record ServerOptions(
        List<Path> paths, HttpOptions http, RunOptions run, Map<String, String> configuration, Optional<String> state) {
    public ServerOptions {
        paths = List.copyOf(paths);
        configuration = Map.copyOf(configuration);
    }

    /** These paths at a port of this machine only, with everything else as it is without options. */
    public static ServerOptions of(int port, Path... paths) {
        return new ServerOptions(
                List.of(paths), HttpOptions.local(port), RunOptions.defaults(), Map.of(), Optional.empty());
    }

    public ServerOptions withState(Path folder) {
        return new ServerOptions(paths, http, run, configuration, Optional.of(folder.toString()));
    }

    public ServerOptions withHttp(HttpOptions options) {
        return new ServerOptions(paths, options, run, configuration, state);
    }

    public ServerOptions withRun(RunOptions options) {
        return new ServerOptions(paths, http, options, configuration, state);
    }

    /** One more option, as SET would give it. */
    public ServerOptions withConfiguration(String key, String value) {
        Map<String, String> all = new TreeMap<>(configuration);
        all.put(key, value);
        return new ServerOptions(paths, http, run, all, state);
    }
}
