package io.weir.engine.epoch;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.StoredObject;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/**
 * Says of a state that its pipeline goes on elsewhere since an epoch, so that nobody begins it here again by accident:
 * the results since then would come twice.
 *
 * @param epoch the last one here
 * @param where it goes on, for people: a cluster
 * @param job its name there
 */
public record MovedMark(long epoch, String where, String job) {
    private static final String NAME = "moved/mark.properties";
    private static final String CUT = "moved/cut.json";
    private static final String PREFIX = "moved/";

    /** The mark of a state, if it has one. */
    public static Optional<MovedMark> read(EpochStorage storage) {
        try {
            Optional<String> text = text(storage, NAME);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Properties fields = new Properties();
            fields.load(new StringReader(text.get()));
            return Optional.of(new MovedMark(
                    Long.parseLong(fields.getProperty("epoch", "0")),
                    fields.getProperty("where", ""),
                    fields.getProperty("job", "")));
        } catch (IOException e) {
            throw Failures.reading(storage, NAME, e);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(storage.locationOf(NAME), "it says no epoch");
        }
    }

    /** Marks a state that has no mark. */
    public void write(EpochStorage storage) {
        String text = "epoch=" + epoch + "\nwhere=" + escaped(where) + "\njob=" + escaped(job) + "\n";
        try {
            if (!storage.putIfAbsent(NAME, text.getBytes(StandardCharsets.UTF_8))) {
                refuseMoved(storage);
            }
        } catch (IOException e) {
            throw Failures.writing(storage, NAME, e);
        }
    }

    /**
     * Keeps where the pipeline was cut, in place of what an earlier try has left: a job that goes on from a savepoint
     * of the cluster needs the same cut.
     */
    public static void keepCut(EpochStorage storage, String cut) {
        try {
            storage.delete(CUT);
            boolean unused = storage.putIfAbsent(CUT, cut.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failures.writing(storage, CUT, e);
        }
    }

    /** Where the pipeline was cut; empty if an older Weir has moved it. */
    public static Optional<String> cut(EpochStorage storage) {
        try {
            return text(storage, CUT);
        } catch (IOException e) {
            throw Failures.reading(storage, CUT, e);
        }
    }

    /** What stands in an object, if it is there. */
    private static Optional<String> text(EpochStorage storage, String name) throws IOException {
        boolean isThere = storage.list(PREFIX).stream().map(StoredObject::name).anyMatch(name::equals);
        return isThere ? Optional.of(new String(storage.readAll(name), StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** Takes the mark away, if there is one. */
    public static void clear(EpochStorage storage) {
        try {
            storage.delete(NAME);
            storage.delete(CUT);
        } catch (IOException e) {
            throw Failures.failed(storage.locationOf(NAME), "it cannot be deleted", e);
        }
    }

    /**
     * Refuses a state whose pipeline goes on elsewhere.
     *
     * @throws WeirException if it is marked ({@link ErrorCode#STATE_MOVED})
     */
    public static void refuseMoved(EpochStorage storage) {
        Optional<MovedMark> mark = read(storage);
        if (mark.isPresent()) {
            throw new WeirException(
                    ErrorCode.STATE_MOVED,
                    "the pipeline goes on at " + mark.get().where() + " as "
                            + mark.get().job() + ", since epoch " + mark.get().epoch() + " of this state",
                    storage.location(),
                    "Leave it there; or stop it there, and take it back with './weir state take-back'.",
                    null);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", " ");
    }
}
