package io.weir.cli.state;

import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.SinkState;
import io.weir.engine.epoch.Manifest.SourceState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.engine.epoch.storage.EpochStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir state show}: what one epoch is made of. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show what an epoch is made of: state of each operator, positions of sources, pending commits.")
final class StateShowCommand implements Callable<Integer> {
    @Mixin
    private final StateOptions options = new StateOptions();

    @Parameters(arity = "0..1", paramLabel = "EPOCH", description = "Its number; by default the newest.")
    private @Nullable Long epoch;

    @Option(names = "--json", description = "Write the manifest, as it is stored.")
    private boolean isJson;

    @Override
    public Integer call() {
        try (EpochStorage storage = options.storage()) {
            EpochFiles files = new EpochFiles(storage);
            long shown = StateOptions.epoch(files, epoch);
            if (isJson) {
                System.out.print(files.manifestText(shown));
            } else {
                print(files.manifest(shown));
            }
        }
        return 0;
    }

    private static void print(Manifest manifest) {
        System.out.println("epoch " + manifest.epoch() + " of " + manifest.pipeline() + ", saved at "
                + Report.time(manifest.createdMillis()) + ", " + Report.size(Report.bytes(manifest)) + ", "
                + Report.entries(manifest) + " entries" + (manifest.isFinal() ? ", all input has ended" : ""));
        System.out.println();
        operators(manifest);
        sources(manifest);
        sinks(manifest);
    }

    private static void operators(Manifest manifest) {
        List<List<String>> rows = new ArrayList<>();
        for (OperatorState operator : manifest.operators()) {
            rows.add(List.of(
                    operator.id(),
                    "",
                    String.valueOf(operator.parallelism()),
                    Report.size(Report.bytes(operator)),
                    String.valueOf(Report.entries(operator)),
                    "",
                    operator.description()));
            for (TableState table : operator.tables()) {
                rows.add(List.of(
                        "  " + table.name(),
                        String.valueOf(table.instance()),
                        "",
                        Report.size(Report.bytes(table)),
                        String.valueOf(table.entries()),
                        String.valueOf(table.chunks().size()),
                        table.schema()));
            }
        }
        if (!rows.isEmpty()) {
            System.out.println(Report.table(
                    List.of("OPERATOR, TABLE", "INSTANCE", "INSTANCES", "SIZE", "ENTRIES", "CHUNKS", "OF"), rows));
        }
    }

    private static void sources(Manifest manifest) {
        List<List<String>> rows = new ArrayList<>();
        for (SourceState source : manifest.sources()) {
            new TreeMap<>(source.positions())
                    .forEach((split, position) -> rows.add(List.of(source.id(), split, text(position))));
        }
        if (!rows.isEmpty()) {
            System.out.println(Report.table(List.of("SOURCE", "SPLIT", "POSITION"), rows));
        }
    }

    private static void sinks(Manifest manifest) {
        List<List<String>> rows = new ArrayList<>();
        for (SinkState sink : manifest.sinks()) {
            long bytes = sink.prepared().stream()
                    .mapToLong(prepared -> prepared.length)
                    .sum();
            rows.add(List.of(sink.id(), String.valueOf(sink.prepared().size()), Report.size(bytes)));
        }
        if (!rows.isEmpty()) {
            System.out.print(Report.table(List.of("SINK", "PREPARED BY WRITERS", "SIZE"), rows));
        }
    }

    /** Positions are most often short texts; what is none is shown by its bytes. */
    private static String text(byte[] position) {
        String text = new String(position, StandardCharsets.UTF_8);
        if (text.chars().allMatch(character -> character >= ' ' && character != 0x7F && character != 0xFFFD)) {
            return text;
        }
        StringBuilder hex = new StringBuilder("0x");
        for (byte value : position) {
            hex.append(String.format("%02x", value));
        }
        return hex.toString();
    }
}
