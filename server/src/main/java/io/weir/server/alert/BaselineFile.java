package io.weir.server.alert;

import io.weir.plan.WeirException;
import io.weir.server.health.LearnedBaseline;
import io.weir.server.health.Measure;
import io.weir.server.store.KeptFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where learned baselines are kept, so that a server that starts again knows what is usual. What they say is a help and
 * no result: a file that cannot be used is not, and one that cannot be written is written later.
 */
final class BaselineFile {
    private static final Logger LOG = LoggerFactory.getLogger(BaselineFile.class);
    private static final int VERSION = 1;
    private static final int MEANS_MAX = 1000;

    /** All that is kept. */
    record Content(int version, long savedMillis, List<Saved> baselines) {
        private boolean isWhole() {
            return baselines != null && baselines.stream().noneMatch(Objects::isNull);
        }
    }

    /** One baseline. */
    record Saved(String pipeline, String measure, long stretchMillis, List<Double> means) {}

    private final KeptFile<Content> file;
    private String failure = "";

    BaselineFile(Path folder) {
        file = new KeptFile<>(folder, "baselines", Content.class, BaselineFile::canBeLoaded, "learned baselines");
    }

    /** What another version has is not looked at. */
    private static boolean canBeLoaded(Content content) {
        return content.version != VERSION || content.isWhole();
    }

    /** What was kept and is not older than what a baseline looks back on. */
    List<LearnedBaseline> load(long nowMillis) {
        Optional<Content> content = file.load();
        if (content.isEmpty()) {
            return List.of();
        }
        if (content.get().version != VERSION) {
            LOG.warn(
                    "{} is of version {} and not {}: what is usual is learned anew",
                    file.path(),
                    content.get().version,
                    VERSION);
            return List.of();
        }
        long age = nowMillis - content.get().savedMillis;
        return content.get().baselines.stream()
                .filter(BaselineFile::isWhole)
                .filter(saved -> age <= saved.stretchMillis * LearnedBaseline.STRETCHES)
                .map(saved -> new LearnedBaseline(
                        saved.pipeline, Measure.valueOf(saved.measure), saved.stretchMillis, saved.means))
                .toList();
    }

    private static boolean isWhole(Saved saved) {
        boolean isKnown = List.of(Measure.values()).stream()
                .anyMatch(measure -> measure.name().equals(saved.measure));
        boolean isWhole = isKnown
                && saved.pipeline != null
                && saved.stretchMillis > 0
                && saved.means != null
                && saved.means.size() <= MEANS_MAX
                && saved.means.stream().allMatch(mean -> mean != null && Double.isFinite(mean) && mean >= 0);
        if (!isWhole) {
            LOG.warn("The baseline {} of pipeline {} cannot be used", saved.measure, saved.pipeline);
        }
        return isWhole;
    }

    void save(long nowMillis, List<LearnedBaseline> baselines) {
        try {
            file.save(new Content(
                    VERSION,
                    nowMillis,
                    baselines.stream()
                            .map(one ->
                                    new Saved(one.pipeline(), one.measure().name(), one.stretchMillis(), one.means()))
                            .toList()));
            failure = "";
        } catch (WeirException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(failure)) {
                LOG.warn("{}", why);
            }
            failure = why;
        }
    }
}
