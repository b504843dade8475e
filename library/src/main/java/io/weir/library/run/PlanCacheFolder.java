package io.weir.library.run;

import java.nio.file.Path;

/** Where compiled plans are kept from run to run. */
public final class PlanCacheFolder {
    private PlanCacheFolder() {}

    /** The user's: {@code weir/plans} in {@code $XDG_CACHE_HOME}, or in {@code ~/.cache}. */
    public static Path ofUser() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(cache);
        return base.resolve("weir").resolve("plans");
    }
}
