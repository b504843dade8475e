package io.weir.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.weir.engine.epoch.ChunkWriter;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.EpochStore.Draft;
import io.weir.engine.epoch.EpochStore.KeyGroupFilter;
import io.weir.engine.epoch.EpochStores;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.engine.epoch.Savepoints;
import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.EpochStorage.ObjectWriter;
import io.weir.engine.epoch.storage.LocalStorage;
import io.weir.engine.epoch.storage.StoredObject;
import io.weir.engine.state.KeyGroups;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storage, and a store of epochs over it, against a server in a process of its own. */
class S3StorageTest {
    @TempDir
    static Path folder;

    private static S3Server server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = new S3Server(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aSmallObjectIsThereOnceItIsCommitted() throws IOException {
        try (S3Storage storage = server.storage("small")) {
            ObjectWriter writer = storage.create("data/a.chunks");
            assertThat(writer.append(new byte[] {1, 2, 3}, 0, 3)).isZero();
            assertThat(writer.append(new byte[] {9, 4, 5, 9}, 1, 2)).isEqualTo(3);
            assertThat(storage.list("data/")).isEmpty();

            writer.commit();

            assertThat(storage.list("data/")).containsExactly(new StoredObject("data/a.chunks", 5));
            assertThat(storage.readAll("data/a.chunks")).containsExactly(1, 2, 3, 4, 5);
            byte[] part = new byte[4];
            storage.read("data/a.chunks", 1, part, 1, 3);
            assertThat(part).containsExactly(0, 2, 3, 4);
            storage.delete("data/a.chunks");
            storage.delete("data/a.chunks");
            assertThat(storage.list("data/")).isEmpty();
        }
    }

    @Test
    void aLargeObjectGoesInParts() throws IOException {
        byte[] bytes = new byte[20 << 20];
        new Random(1).nextBytes(bytes);
        try (S3Storage storage = server.storage("large")) {
            ObjectWriter given = storage.create("data/given-up.chunks");
            given.append(bytes, 0, bytes.length);
            given.abandon();
            ObjectWriter writer = storage.create("data/a.chunks");
            for (int at = 0; at < bytes.length; at += 1_000_000) {
                assertThat(writer.append(bytes, at, Math.min(1_000_000, bytes.length - at)))
                        .isEqualTo(at);
            }
            writer.commit();

            assertThat(storage.list("")).containsExactly(new StoredObject("data/a.chunks", bytes.length));
            byte[] read = new byte[bytes.length];
            storage.read("data/a.chunks", 0, read, 0, read.length);
            assertThat(read).isEqualTo(bytes);
        }
    }

    @Test
    void anUploadWhoseAnswerIsLostIsComplete() throws IOException {
        byte[] bytes = new byte[9 << 20];
        new Random(2).nextBytes(bytes);
        try (LosingProxy proxy = new LosingProxy(
                        server,
                        request -> request.getRequestMethod().equals("POST")
                                && request.getRequestURI().getRawQuery().startsWith("uploadId="),
                        LosingProxy.Loss.FORGOTTEN,
                        1);
                S3Storage storage = proxy.storage("lost-upload")) {
            ObjectWriter writer = storage.create("data/a.chunks");
            writer.append(bytes, 0, bytes.length);

            writer.commit();

            assertThat(proxy.seen()).isEqualTo(2);
            assertThat(storage.list("")).containsExactly(new StoredObject("data/a.chunks", bytes.length));
            assertThat(storage.readAll("data/a.chunks")).isEqualTo(bytes);
        }
    }

    @Test
    void anObjectWhoseAnswerIsLostIsOurs() throws IOException {
        try (LosingProxy proxy = new LosingProxy(
                        server, request -> request.getRequestMethod().equals("PUT"), LosingProxy.Loss.WHOLE, 1);
                S3Storage storage = proxy.storage("lost-put")) {
            assertThat(storage.putIfAbsent("epochs/1.json", new byte[] {1})).isTrue();

            assertThat(proxy.seen()).isEqualTo(2);
            assertThat(storage.putIfAbsent("epochs/1.json", new byte[] {2})).isFalse();
            assertThat(storage.readAll("epochs/1.json")).containsExactly(1);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException {
        try (LosingProxy proxy = new LosingProxy(server, S3StorageTest::isRead, LosingProxy.Loss.HALF, 2);
                S3Storage storage = proxy.storage("half-twice-read")) {
            storage.put("a", new byte[] {1, 2, 3, 4}, 4);
            byte[] part = new byte[2];

            storage.read("a", 1, part, 0, 2);

            assertThat(part).containsExactly(2, 3);
            assertThat(proxy.seen()).isEqualTo(3);
        }
        try (LosingProxy proxy = new LosingProxy(server, S3StorageTest::isRead, LosingProxy.Loss.HALF, 2);
                S3Storage storage = proxy.storage("half-twice-read")) {
            assertThat(storage.readAll("a")).containsExactly(1, 2, 3, 4);
        }
        try (LosingProxy proxy = new LosingProxy(server, S3StorageTest::isRead, LosingProxy.Loss.HALF, 2);
                S3Storage storage = proxy.storage("half-twice-read")) {
            assertThat(storage.list("")).containsExactly(new StoredObject("a", 4));
        }
    }

    @Test
    void aListThatBreaksOffIsNotTakenForOneOfNothing() throws IOException {
        writeEpochs("epochs-of-nothing", 1);
        try (LosingProxy proxy = new LosingProxy(server, S3StorageTest::isRead, LosingProxy.Loss.BODY, 2);
                S3Storage storage = proxy.storage("epochs-of-nothing")) {
            assertThat(storage.list("epochs/")).hasSize(1);
            assertThat(proxy.seen()).isEqualTo(3);
        }
        try (LosingProxy proxy = new LosingProxy(server, S3StorageTest::isRead, LosingProxy.Loss.BODY, 99)) {
            assertThatThrownBy(() -> EpochStores.open(
                                    "s3://" + S3Server.BUCKET + "/epochs-of-nothing/", proxy.configuration())
                            .newest())
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                    .hasMessageContaining("the server's answer broke off");
        }
    }

    @Test
    void whatABalancerDoesNotKnowIsNotTakenForGone() throws IOException {
        writeEpochs("epochs-behind-a-balancer", 2);
        try (LosingProxy proxy = new LosingProxy(
                server,
                request -> isRead(request) && request.getRequestURI().getPath().contains("/epochs/"),
                LosingProxy.Loss.FOREIGN,
                1)) {
            EpochStore store =
                    EpochStores.open("s3://" + S3Server.BUCKET + "/epochs-behind-a-balancer/", proxy.configuration());

            assertThatThrownBy(store::newest)
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                    .hasMessageContaining("status 404, and not by S3");
            store.close();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForADamagedObject() throws IOException {
        try (LosingProxy proxy = new LosingProxy(server, S3StorageTest::isRead, LosingProxy.Loss.HALF, 9);
                S3Storage storage = proxy.storage("half")) {
            storage.put("a", new byte[] {1, 2, 3, 4}, 4);

            List<ThrowingCallable> reads = List.of(
                    () -> storage.readAll("a"), () -> storage.read("a", 0, new byte[4], 0, 4), () -> storage.list(""));
            for (ThrowingCallable read : reads) {
                assertThatThrownBy(read)
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(EOFException.class)
                        .hasMessageContaining("the server's answer broke off");
            }
        }
        writeEpochs("epochs-of-half", 2);
        try (LosingProxy proxy = new LosingProxy(
                server,
                request -> isRead(request) && request.getRequestURI().getPath().contains("/epochs/"),
                LosingProxy.Loss.HALF,
                Integer.MAX_VALUE)) {
            EpochStore store = EpochStores.open("s3://" + S3Server.BUCKET + "/epochs-of-half/", proxy.configuration());
            assertThatThrownBy(store::newest)
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED));
            store.close();
        }
    }

    private static boolean isRead(HttpExchange request) {
        return request.getRequestMethod().equals("GET");
    }

    @Test
    void ofTwoWritersOneMakesTheObject() throws IOException {
        try (S3Storage one = server.storage("two");
                S3Storage other = server.storage("two")) {
            assertThat(one.putIfAbsent("epochs/1.json", new byte[] {1})).isTrue();
            assertThat(other.putIfAbsent("epochs/1.json", new byte[] {2})).isFalse();
            assertThat(one.putIfAbsent("epochs/1.json", new byte[] {1}))
                    .as("our own, made by an earlier try")
                    .isTrue();
            assertThat(one.readAll("epochs/1.json")).containsExactly(1);
        }
    }

    @Test
    void whatIsNotThereIsToldFromWhatIsCutShort() throws IOException {
        try (S3Storage storage = server.storage("missing")) {
            storage.putIfAbsent("a", new byte[10]);

            assertThatThrownBy(() -> storage.readAll("b")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> storage.read("b", 0, new byte[1], 0, 1)).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> storage.read("a", 8, new byte[5], 0, 5)).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> storage.read("a", 20, new byte[5], 0, 5)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void manyObjectsAreListedInPages() throws IOException {
        try (S3Storage storage =
                new S3Storage(S3StorageFactory.client(server.configuration()), S3Server.BUCKET, "many/", 5)) {
            for (int i = 0; i < 12; i++) {
                storage.put(String.format("data/%05d", i), new byte[] {1}, 1);
            }

            List<StoredObject> found = storage.list("data/");

            assertThat(found).hasSize(12);
            assertThat(found.get(11).name()).isEqualTo("data/00011");
        }
    }

    @Test
    void epochsAreKeptAndASecondWriterTakesOver() {
        EpochStore store = EpochStores.open("s3://" + S3Server.BUCKET + "/epochs", server.configuration());
        Manifest first = write(store, 1, List.of(), Map.of(1L, "a", 2L, "b"));
        store.committed(first);
        EpochStore follower = EpochStores.open("s3://" + S3Server.BUCKET + "/epochs", server.configuration());
        Manifest restored = follower.newest().orElseThrow();
        assertThat(read(follower, restored)).isEqualTo(Map.of(1L, "a", 2L, "b"));

        assertThatThrownBy(() -> write(store, 2, chunks(first), Map.of(2L, "zombie")))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_LOCKED));
        Manifest second = write(follower, 2, chunks(restored), Map.of(2L, "bb"));

        assertThat(read(follower, second)).isEqualTo(Map.of(1L, "a", 2L, "bb"));
        store.close();
        follower.close();
    }

    @Test
    void aSavepointGoesFromS3ToAFolderAndBack() {
        try (EpochStore store = EpochStores.open("s3://" + S3Server.BUCKET + "/state", server.configuration());
                EpochStorage state = server.storage("state");
                EpochStorage local = new LocalStorage(folder.resolve("savepoint"));
                EpochStorage copy = server.storage("copy")) {
            Manifest manifest = write(store, 1, List.of(), Map.of(1L, "a"));

            Savepoints.make(state, manifest, local);
            Savepoints.restore(local, copy);
            Savepoints.make(copy, Savepoints.read(copy), server.storage("copy-of-copy"));

            EpochStore again = EpochStores.open("s3://" + S3Server.BUCKET + "/copy-of-copy", server.configuration());
            assertThat(read(again, again.newest().orElseThrow())).isEqualTo(Map.of(1L, "a"));
            again.close();
        }
    }

    @Test
    void wrongUseGivesOneMessage() {
        assertThatThrownBy(() -> EpochStores.open("s3://no-such-bucket/x", server.configuration()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("s3://no-such-bucket/x")
                .hasMessageContaining("there is no bucket no-such-bucket");
        assertThatThrownBy(() -> EpochStores.open("s3:///x", server.configuration()))
                .hasMessageContaining("it names no bucket");
        Map<String, String> half = new HashMap<>(server.configuration());
        half.remove(S3StorageFactory.SECRET_KEY_KEY);
        assertThatThrownBy(() -> EpochStores.open("s3://weir/x", half)).hasMessageContaining("s3.secret-key");
        assertThatThrownBy(() -> EpochStores.open(
                        "s3://weir/x", Map.of(S3StorageFactory.ENDPOINT_KEY, "not a url", "s3.region", "eu-west-1")))
                .hasMessageContaining("'not a url' is no URL");
        assertThatThrownBy(() -> EpochStores.open("gs://weir/x", Map.of())).hasMessageContaining("There is file, s3");
    }

    private static void writeEpochs(String prefix, int count) {
        try (EpochStore store = EpochStores.open("s3://" + S3Server.BUCKET + "/" + prefix, server.configuration())) {
            for (int epoch = 1; epoch <= count; epoch++) {
                Manifest unused = write(store, epoch, List.of(), Map.of(1L, "of epoch " + epoch));
            }
        }
    }

    private static Manifest write(EpochStore store, long epoch, List<Chunk> before, Map<Long, String> changes) {
        Draft draft = store.begin(epoch);
        ChunkWriter writer = new ChunkWriter();
        writer.begin(draft);
        changes.forEach((key, value) -> {
            writer.begin(key.hashCode() * 0x9E3779B1);
            writer.key().putLong(key);
            writer.value().putText(value);
            writer.end();
        });
        List<Chunk> chunks = new ArrayList<>(before);
        chunks.addAll(writer.finish());
        TableState table = new TableState(0, "counts", "BIGINT | STRING", changes.size(), chunks);
        OperatorState operator = new OperatorState("group-1", "GROUP BY", 1, List.of(0L), List.of(table));
        return draft.publish(new Manifest(epoch, epoch, "orders", false, List.of(operator), List.of(), List.of()));
    }

    private static List<Chunk> chunks(Manifest manifest) {
        return manifest.operators().get(0).tables().get(0).chunks();
    }

    private static Map<Long, String> read(EpochStore store, Manifest manifest) {
        Map<Long, String> entries = new HashMap<>();
        store.read(
                chunks(manifest),
                new KeyGroupFilter(0, KeyGroups.COUNT, true),
                (key, value) -> entries.put(key.getLong(), value.getText()));
        return entries;
    }
}
