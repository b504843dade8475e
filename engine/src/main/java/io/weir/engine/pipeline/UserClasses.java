package io.weir.engine.pipeline;

import java.util.function.Supplier;

/** Lets connectors and formats find the user's classes, as in Flink: through the context class loader of the thread. */
final class UserClasses {
    private UserClasses() {}

    /** Makes something that may load classes by their names. */
    static <T> T load(ClassLoader classLoader, Supplier<T> maker) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            return maker.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
