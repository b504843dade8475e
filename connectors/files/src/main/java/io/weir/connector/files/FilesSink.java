package io.weir.connector.files;

import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;

/**
 * Part files in a folder. Nothing is visible before {@link #commit}, which publishes all files; without it, closing the
 * sink deletes them. After a crash, files with hidden names may stay behind, which no reader looks at.
 */
final class FilesSink implements Sink {
    private final SinkFolder folder;
    private final List<Encoder> encoders;
    private final long fileBytesMax;
    private final String runName;
    /** The names of the files that were begun and are not published; guarded by this. */
    private final List<String> hidden = new ArrayList<>();

    FilesSink(SinkFolder folder, List<Encoder> encoders, long fileBytesMax, String runName) {
        this.folder = folder;
        this.encoders = encoders;
        this.fileBytesMax = fileBytesMax;
        this.runName = runName;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        folder.create();
        return new FilesSinkWriter(this, folder, encoders.get(instance), fileBytesMax, instance);
    }

    /** The name of a new file of a writer, by Flink's pattern. */
    synchronized String begin(int instance, int number) {
        String name = "part-" + runName + "-" + instance + "-" + number;
        hidden.add(name);
        return name;
    }

    @Override
    public synchronized void commit() {
        List<String> published = new ArrayList<>();
        try {
            for (String name : hidden) {
                folder.publish(name);
                published.add(name);
            }
        } catch (WeirException e) {
            hideAgain(published, e);
            throw e;
        }
        hidden.clear();
    }

    private void hideAgain(List<String> published, WeirException failure) {
        for (String name : published) {
            try {
                folder.hide(name);
            } catch (WeirException e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        List<String> left = new ArrayList<>(hidden);
        hidden.clear();
        for (String name : left) {
            folder.discard(name);
        }
    }
}
