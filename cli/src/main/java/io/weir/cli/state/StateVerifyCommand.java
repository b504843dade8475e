package io.weir.cli.state;

import io.weir.engine.epoch.EpochFiles;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.plan.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir state verify}: reads epochs and compares every checksum. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Read epochs and compare every checksum. The exit status is 1 if one is damaged.")
final class StateVerifyCommand implements Callable<Integer> {
    @Mixin
    private final StateOptions options = new StateOptions();

    @Parameters(arity = "0..1", paramLabel = "EPOCH", description = "Its number; by default all are read.")
    private @Nullable Long epoch;

    @Option(names = "--json", description = "Write one JSON object for each epoch.")
    private boolean isJson;

    @Override
    public Integer call() {
        boolean isWhole = true;
        try (EpochStorage storage = options.storage()) {
            EpochFiles files = new EpochFiles(storage);
            List<Long> epochs = epoch == null ? StateOptions.epochs(files) : List.of(StateOptions.epoch(files, epoch));
            for (long verified : epochs) {
                isWhole &= verify(files, verified);
            }
        }
        return isWhole ? 0 : 1;
    }

    private boolean verify(EpochFiles files, long verified) {
        long bytes = 0;
        String damage = "";
        try {
            Manifest manifest = files.manifest(verified);
            files.verify(manifest);
            bytes = Report.bytes(manifest);
        } catch (WeirException e) {
            damage = String.valueOf(e.getMessage());
        }
        if (isJson) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("epoch", verified);
            fields.put("sizeBytes", bytes);
            fields.put("isWhole", damage.isEmpty());
            fields.put("damage", damage);
            System.out.println(Report.json(fields));
        } else if (damage.isEmpty()) {
            System.out.println("epoch " + verified + ": whole, " + Report.size(bytes));
        } else {
            System.out.println("epoch " + verified + ": damaged: " + damage);
        }
        return damage.isEmpty();
    }
}
