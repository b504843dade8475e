package io.weir.testing.simulation;

import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes hidden files, and renames those of an epoch when it is decided. */
final class FolderSink extends SimulatedSink {
    FolderSink(World world, SimulatedProcess process, String name, SinkRequest request) {
        super(world, process, name, request);
    }

    @Override
    public boolean recover(long epoch, List<byte[]> prepared) {
        if (world.mutation() != Mutation.NOT_COMMITTED_AGAIN) {
            commit(epoch, prepared);
        }
        return reporting(() -> {
            process.attempt("clears " + name, () -> world.folder().clear(name + "/"));
            return true;
        });
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        Set<String> files = new HashSet<>();
        List<String> order = new ArrayList<>();
        for (byte[] bytes : prepared) {
            for (String file : Folder.names(bytes)) {
                if (files.add(file)) {
                    order.add(file);
                }
            }
        }
        reporting(() -> {
            for (String file : order) {
                process.attempt("shows " + file, () -> {
                    if (world.folder().show(file)) {
                        world.onVisible(process, name, epoch);
                    }
                });
            }
            return true;
        });
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new FolderWriter(instance);
    }

    private final class FolderWriter extends Writer {
        private int number;
        private boolean isOpen;

        private FolderWriter(int instance) {
            super(instance);
        }

        private String file() {
            return name + "/" + process + "-" + instance + "-" + number;
        }

        @Override
        void take(List<Change> changes) throws Fault {
            process.attempt(
                    "writes " + changes.size() + " to " + file(),
                    () -> world.folder()
                            .append(file(), changes.stream().map(Change::row).toList()));
            isOpen = true;
        }

        @Override
        byte[] hand(long epoch) throws Fault {
            if (!isOpen) {
                return new byte[0];
            }
            String file = file();
            process.attempt("syncs " + file, () -> world.folder().sync(file));
            isOpen = false;
            number++;
            if (world.mutation() == Mutation.SHOWN_AT_PREPARE && world.folder().show(file)) {
                world.onVisible(process, name, epoch);
            }
            return Folder.bytes(List.of(file));
        }
    }
}
