package io.weir.testing.sql.random;

import io.weir.testing.sql.CaseOutcome;
import io.weir.testing.sql.EngineUnderTest;
import io.weir.testing.sql.FlinkCluster;
import io.weir.testing.sql.FlinkEngine;
import io.weir.testing.sql.NativeEngine;
import io.weir.testing.sql.PlannedCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;

/**
 * Runs random cases natively and on Flink, compares what is left when all changes are applied, and shrinks what
 * differs.
 *
 * <p>Arguments: {@code --seed N} the first seed (1), {@code --count N} how many cases (100), {@code --family A,B} only
 * these of {@link RandomFamily}, {@code --out FOLDER} where the shrunk cases go (target/random), {@code --show} prints
 * every case instead of running it.
 */
public final class RandomParity {
    private static final int SHRINK_RUNS_MAX = 400;
    private static final int PROGRESS_EVERY = 250;
    /** How the failure of a plan begins that Flink compiles and then cannot run. */
    private static final String FLINK_CANNOT = "Flink cannot run the plan";

    private final FlinkCluster flink;
    private final List<RandomFamily> families;
    private final List<EngineUnderTest> engines =
            List.of(NativeEngine.withParallelism(1), NativeEngine.withBatchesOfOneRow());
    private final EngineUnderTest parallel = NativeEngine.withParallelism(2);
    private final Map<String, Integer> counts = new TreeMap<>();

    /** What came of a case. */
    sealed interface Verdict {
        record Equal(int rows) implements Verdict {}

        /** Flink does not take the query, or fails as the native engine does. */
        record Refused(String why) implements Verdict {}

        record NotNative(String why) implements Verdict {}

        record Different(String engine, String difference) implements Verdict {
            /** How it differs, so that a smaller case is one of the same mistake: other rows, or a failure. */
            String kind() {
                int end = difference.indexOf(':');
                return end < 0 ? difference : difference.substring(0, end);
            }
        }
    }

    public RandomParity(FlinkCluster flink, List<RandomFamily> families) {
        this.flink = flink;
        this.families = List.copyOf(families);
    }

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Options options = Options.parse(List.of(arguments));
        if (options.isShown) {
            for (long seed = options.seed; seed < options.seed + options.count; seed++) {
                System.out.println(RandomCase.generate(seed, options.families)
                                .query()
                                .sql()
                                .text() + ";");
            }
            return;
        }
        int differences;
        try (FlinkCluster flink = FlinkCluster.start()) {
            RandomParity parity = new RandomParity(flink, options.families);
            List<String> found = parity.run(options.seed, options.count, options.out);
            differences = found.size();
            System.out.println(parity.summary(options.seed, options.count));
        }
        System.exit(differences == 0 ? 0 : 1);
    }

    private static final class Options {
        private long seed = 1;
        private int count = 100;
        private boolean isShown;
        private Path out = Path.of("target", "random");
        private List<RandomFamily> families = List.of(RandomFamily.values());

        static Options parse(List<String> arguments) {
            Options options = new Options();
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--seed" -> options.seed = Long.parseLong(arguments.get(++i));
                    case "--count" -> options.count = Integer.parseInt(arguments.get(++i));
                    case "--out" -> options.out = Path.of(arguments.get(++i));
                    case "--show" -> options.isShown = true;
                    case "--family" ->
                        options.families = List.of(arguments.get(++i).split(",")).stream()
                                .map(RandomFamily::valueOf)
                                .toList();
                    default -> throw new IllegalArgumentException("Unknown argument " + arguments.get(i));
                }
            }
            return options;
        }
    }

    /**
     * Runs cases of so many seeds; gives a description of each that differs.
     *
     * @param out where shrunk cases are written
     */
    public List<String> run(long firstSeed, int count, Path out) throws IOException {
        List<String> found = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            RandomCase randomCase = RandomCase.generate(seed, families);
            Verdict verdict = check(randomCase);
            count(randomCase, verdict);
            if ((seed - firstSeed + 1) % PROGRESS_EVERY == 0) {
                System.out.println("Up to seed " + seed + ": " + found.size() + " different");
            }
            if (verdict instanceof Verdict.Different different) {
                RandomCase small = shrink(randomCase, different.kind());
                String description = describe(small);
                found.add(description);
                Files.createDirectories(out);
                Path file = out.resolve("seed_" + seed + ".sql");
                Files.writeString(file, small.toText(), StandardCharsets.UTF_8);
                System.out.println("DIFFERENT, seed " + seed + ", written to " + file + "\n" + description);
            }
        }
        return found;
    }

    private void count(RandomCase randomCase, Verdict verdict) {
        String what = verdict.getClass().getSimpleName();
        counts.merge(randomCase.query().family() + " " + what, 1, Integer::sum);
        counts.merge("= " + what, 1, Integer::sum);
        if (verdict instanceof Verdict.NotNative notNative) {
            counts.merge("not native: " + notNative.why(), 1, Integer::sum);
        }
        if (verdict instanceof Verdict.Refused refused) {
            counts.merge("refused: " + refused.why(), 1, Integer::sum);
        }
        if (verdict instanceof Verdict.Equal equal && equal.rows() == 0) {
            counts.merge("= Equal, without a row", 1, Integer::sum);
        }
    }

    /** How many cases of each family came to what. */
    public String summary(long firstSeed, int count) {
        StringBuilder text = new StringBuilder();
        text.append("Seeds ")
                .append(firstSeed)
                .append(" to ")
                .append(firstSeed + count - 1)
                .append(":\n");
        counts.forEach((what, number) -> text.append(String.format("%6d  %s%n", number, what)));
        return text.toString();
    }

    /** Runs a case on Flink and natively. */
    Verdict check(RandomCase randomCase) throws IOException {
        try (PlannedCase planned = PlannedCase.plan(randomCase.toSqlCase(), flink.configuration())) {
            CaseOutcome expected = CaseOutcome.of(planned, new FlinkEngine());
            if (expected.isRefused() || expected.failure().startsWith(FLINK_CANNOT)) {
                return new Verdict.Refused(firstLine(expected.failure()));
            }
            List<EngineUnderTest> all = new ArrayList<>(engines);
            if (!randomCase.query().dependsOnArrival()) {
                all.add(parallel);
            }
            for (EngineUnderTest engine : all) {
                CaseOutcome actual = CaseOutcome.of(planned, engine);
                if (actual.handedToFlink().isPresent()) {
                    return new Verdict.NotNative(actual.handedToFlink().get());
                }
                Optional<String> difference = expected.difference(actual);
                if (difference.isPresent()) {
                    return new Verdict.Different(engine.name(), difference.get());
                }
            }
            return expected.failure().isEmpty()
                    ? new Verdict.Equal(expected.rowCount())
                    : new Verdict.Refused("both fail: " + firstLine(expected.failure()));
        }
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.substring(0, Math.min(100, line.length()));
    }

    /** The simplest case that still differs, as far as steps of one change find it. */
    RandomCase shrink(RandomCase different, String kind) throws IOException {
        RandomCase smallest = different;
        int runs = 0;
        boolean isSmaller = true;
        while (isSmaller && runs < SHRINK_RUNS_MAX) {
            isSmaller = false;
            List<RandomCase> candidates = new ArrayList<>(smallest.withFewerRows());
            candidates.addAll(smallest.withSimplerQuery());
            for (RandomCase candidate : candidates) {
                if (runs++ >= SHRINK_RUNS_MAX) {
                    break;
                }
                if (check(candidate) instanceof Verdict.Different still
                        && still.kind().equals(kind)) {
                    smallest = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private String describe(RandomCase small) throws IOException {
        String difference = check(small) instanceof Verdict.Different different
                ? different.engine() + ": " + different.difference()
                : "it does not differ on every run";
        return small.toText() + difference + "\n";
    }
}
