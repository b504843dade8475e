package io.weir.connector.jdbc;

import io.weir.columnar.Batch;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sinks of one run that write to one database: an epoch is one transaction for all of them, so that a reader of
 * several tables sees all of it or nothing.
 *
 * <p><b>Together.</b> The engine commits sink by sink. The group keeps what it is handed until it has the epoch of
 * every sink, and commits then. It may keep it because the epoch is decided: if the process dies, the next one is
 * handed the same rows by {@link #recover}, and the markers tell whether they are there.
 *
 * <p><b>Failure.</b> What passes is tried again on a new connection. A commit whose answer was lost is found by its
 * marker. A group that was taken over commits nothing any more.
 */
final class EpochGroup {
    /** Rows that are written by one statement. */
    private static final int STATEMENT_ROWS_MAX = 5_000;

    private final EpochTable epochs;
    private final String owner;
    private final JdbcSession session;

    /** By the names of the sinks, which is the order in which markers are locked. */
    private final Map<String, Member> members = new TreeMap<>();

    /** What sinks have handed over for the epoch that is being committed, or recovered. */
    private final Map<String, Handed> committing = new TreeMap<>();

    private final Map<String, Handed> recovering = new TreeMap<>();

    /** The last commit has failed, and was not asked for again. */
    private boolean hasFailed;

    /** One sink. */
    static final class Member {
        private final String sink;
        private final TableWriter writer;
        private volatile long generation;
        private long committedEpoch;

        private Member(String sink, TableWriter writer) {
            this.sink = sink;
            this.writer = writer;
        }

        String sink() {
            return sink;
        }

        long generation() {
            return generation;
        }
    }

    private record Handed(long epoch, List<byte[]> prepared) {}

    EpochGroup(EpochTable epochs, JdbcSession session, String owner) {
        this.epochs = epochs;
        this.session = session;
        this.owner = owner;
    }

    EpochTable epochs() {
        return epochs;
    }

    synchronized Member join(String sink, TableWriter writer) {
        Member member = new Member(sink, writer);
        members.put(sink, member);
        return member;
    }

    /** Takes a sink out; what was to be committed together with others is committed now. True if it was the last. */
    synchronized boolean leave(Member member) {
        try {
            if (!committing.isEmpty() && !hasFailed) {
                commitHanded();
            }
        } finally {
            members.remove(member.sink);
            if (members.isEmpty()) {
                session.close();
            }
        }
        return members.isEmpty();
    }

    /** As {@link io.weir.engine.spi.Sink#recover}. */
    synchronized void recover(Member member, long epoch, List<byte[]> prepared) {
        recovering.put(member.sink, new Handed(epoch, List.copyOf(prepared)));
        if (recovering.size() == members.size()) {
            recoverHanded();
        }
    }

    /** Makes sure that a sink is ours, before anything is written for it. */
    synchronized void own(Member member) {
        if (!recovering.isEmpty()) {
            recoverHanded();
        }
        if (member.generation == 0) {
            Map<String, EpochTable.Marker> taken = new TreeMap<>();
            session.run(
                    "taking the table over",
                    connection -> taken.put(member.sink, epochs.takeOver(connection, member.sink, owner)));
            taken.forEach((sink, marker) -> {
                member.generation = marker.generation();
                member.committedEpoch = marker.epoch();
            });
        }
    }

    private void recoverHanded() {
        Map<String, EpochTable.Marker> taken = new TreeMap<>();
        transaction("going on from the last epoch", connection -> {
            for (Map.Entry<String, Handed> entry : recovering.entrySet()) {
                Member member = member(entry.getKey());
                EpochTable.Marker marker = epochs.takeOver(connection, member.sink, owner);
                recover(connection, member, marker, entry.getValue());
                taken.put(member.sink, marker);
            }
        });
        taken.forEach((sink, marker) -> {
            member(sink).generation = marker.generation();
            member(sink).committedEpoch =
                    recovering.getOrDefault(sink, new Handed(0, List.of())).epoch();
        });
        recovering.clear();
        committing.clear();
    }

    private void recover(Connection connection, Member member, EpochTable.Marker marker, Handed handed)
            throws SQLException {
        boolean isAhead = marker.epoch() > handed.epoch();
        if (isAhead && handed.epoch() > 0 && !member.writer.target().hasKey()) {
            throw new WeirException(
                    ErrorCode.RUN_FAILED,
                    "the table has the rows up to epoch " + marker.epoch() + ", and the pipeline goes on from epoch "
                            + handed.epoch() + ": it would write some of them twice",
                    member.writer.table().where(),
                    "Remove these rows and the row of this sink from the table of epochs, or only the latter if rows"
                            + " may be there twice",
                    null);
        }
        if (marker.epoch() < handed.epoch()) {
            apply(connection, member, handed);
        }
        if (marker.epoch() != handed.epoch()) {
            epochs.setEpoch(connection, member.sink, handed.epoch());
        }
        epochs.removePieces(connection, member.sink);
    }

    /** As {@link io.weir.engine.spi.Sink#commit(long, List)}. */
    synchronized void commit(Member member, long epoch, List<byte[]> prepared) {
        own(member);
        if (epoch <= member.committedEpoch) {
            return;
        }
        boolean isOther = committing.values().stream().anyMatch(handed -> handed.epoch() != epoch);
        if (isOther) {
            commitHanded();
        }
        committing.put(member.sink, new Handed(epoch, List.copyOf(prepared)));
        if (committing.size() == members.size()) {
            commitHanded();
        }
    }

    private void commitHanded() {
        hasFailed = true;
        transaction("committing an epoch", connection -> {
            for (Map.Entry<String, Handed> entry : committing.entrySet()) {
                Member member = member(entry.getKey());
                EpochTable.Marker marker = epochs.lock(connection, member.sink);
                checkOwner(member, marker);
                Handed handed = entry.getValue();
                if (marker.epoch() < handed.epoch()) {
                    apply(connection, member, handed);
                    epochs.setEpoch(connection, member.sink, handed.epoch());
                }
            }
        });
        hasFailed = false;
        committing.forEach((sink, handed) -> member(sink).committedEpoch = handed.epoch());
        committing.clear();
    }

    private static void checkOwner(Member member, EpochTable.Marker marker) {
        if (marker.generation() != member.generation) {
            throw new WeirException(
                    ErrorCode.RUN_FAILED,
                    "another process goes on with this pipeline (" + marker.owner()
                            + "); what this one still has is not written",
                    member.writer.table().where(),
                    "Only one process can run a pipeline: stop this one",
                    null);
        }
    }

    private void apply(Connection connection, Member member, Handed handed) throws SQLException {
        TableWriter writer = member.writer;
        for (byte[] bytes : handed.prepared()) {
            PreparedRows prepared =
                    PreparedRows.of(bytes, writer.table(), writer.target().type());
            long end = prepared.firstPiece() + prepared.pieces();
            for (long piece = prepared.firstPiece(); piece < end; piece++) {
                long generation = prepared.generation();
                int instance = prepared.writer();
                apply(connection, writer, epochs.piece(connection, member.sink, generation, instance, piece));
                epochs.removePiece(connection, member.sink, generation, instance, piece);
            }
            apply(connection, writer, prepared.rows());
        }
    }

    private static void apply(Connection connection, TableWriter writer, byte[] rows) throws SQLException {
        RowBytesReader reader = new RowBytesReader(rows);
        Batch batch = Columns.batch(writer.target().type(), 0);
        while (reader.hasMore()) {
            batch.reset();
            while (reader.hasMore() && batch.rowCount() < STATEMENT_ROWS_MAX) {
                reader.readRow(batch);
            }
            writer.write(connection, batch);
        }
    }

    private void transaction(String doing, JdbcSession.Task task) {
        try {
            session.run(doing, task);
        } catch (TableWriter.RowFailure e) {
            throw e.explain(session);
        }
    }

    private Member member(String sink) {
        Member member = members.get(sink);
        if (member == null) {
            throw new IllegalStateException("the sink " + sink + " is not in its group");
        }
        return member;
    }
}
