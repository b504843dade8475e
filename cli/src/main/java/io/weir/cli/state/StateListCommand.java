package io.weir.cli.state;

import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Savepoints;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir state list}: the epochs and savepoints that are there. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the epochs and savepoints that are there, the newest first.")
final class StateListCommand implements Callable<Integer> {
    private static final List<String> HEAD =
            List.of("EPOCH", "SAVED AT", "PIPELINE", "SIZE", "ENTRIES", "OPERATORS", "STATUS");

    @Mixin
    private final StateOptions options = new StateOptions();

    @Option(names = "--json", description = "Write one JSON object for each epoch.")
    private boolean isJson;

    @Override
    public Integer call() {
        List<Line> found = new ArrayList<>();
        try (EpochStorage storage = options.storage()) {
            EpochFiles files = new EpochFiles(storage);
            List<Long> epochs = files.epochs();
            for (int i = epochs.size() - 1; i >= 0; i--) {
                found.add(describe(files, epochs.get(i), ""));
            }
            if (storage instanceof LocalStorage local) {
                for (Path folder : Savepoints.list(local.root())) {
                    try (LocalStorage savepoint = new LocalStorage(folder)) {
                        EpochFiles copy = new EpochFiles(savepoint);
                        copy.epochs().forEach(epoch -> found.add(describe(copy, epoch, folder.toString())));
                    }
                }
            }
            if (found.isEmpty()) {
                StateOptions.epochs(files);
            }
        }
        print(found);
        return 0;
    }

    private static Line describe(EpochFiles files, long epoch, String savepoint) {
        Manifest manifest;
        try {
            manifest = files.manifest(epoch);
        } catch (WeirException e) {
            return new Line(epoch, savepoint, Optional.empty(), String.valueOf(e.getMessage()));
        }
        try {
            files.checkSizes(manifest);
            return new Line(epoch, savepoint, Optional.of(manifest), "");
        } catch (WeirException e) {
            return new Line(epoch, savepoint, Optional.of(manifest), String.valueOf(e.getMessage()));
        }
    }

    private void print(List<Line> found) {
        if (isJson) {
            found.forEach(line -> System.out.println(Report.json(line.fields())));
        } else {
            System.out.print(Report.table(HEAD, found.stream().map(Line::cells).toList()));
        }
    }

    /**
     * An epoch that was found.
     *
     * @param savepoint its folder, if it is one
     * @param manifest empty if it cannot be read
     * @param damage what is wrong with it, or ""
     */
    private record Line(long epoch, String savepoint, Optional<Manifest> manifest, String damage) {
        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("epoch", epoch);
            fields.put("savepoint", savepoint);
            manifest.ifPresent(read -> {
                fields.put("createdMillis", read.createdMillis());
                fields.put("pipeline", read.pipeline());
                fields.put("sizeBytes", Report.bytes(read));
                fields.put("entries", Report.entries(read));
                fields.put("operators", read.operators().size());
                fields.put("isFinal", read.isFinal());
            });
            fields.put("damage", damage);
            return fields;
        }

        List<String> cells() {
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(epoch));
            Manifest read = manifest.orElse(null);
            if (read != null) {
                cells.add(Report.time(read.createdMillis()));
                cells.add(read.pipeline());
                cells.add(Report.size(Report.bytes(read)));
                cells.add(String.valueOf(Report.entries(read)));
                cells.add(String.valueOf(read.operators().size()));
            } else {
                cells.addAll(List.of("?", "?", "?", "?", "?"));
            }
            cells.add(status());
            return cells;
        }

        private String status() {
            if (!damage.isEmpty()) {
                return "damaged: " + damage;
            }
            boolean hasEnded = manifest.filter(Manifest::isFinal).isPresent();
            return savepoint.isEmpty() && hasEnded ? "all input has ended" : savepoint;
        }
    }
}
