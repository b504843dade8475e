package io.weir.storage.s3;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps objects under a prefix of a bucket. S3 makes an object whole or not at all, and durable before it answers.
 *
 * <p>There are no locks: that a second writer is found out rests on {@link #putIfAbsent}, for which the server must
 * know {@code If-None-Match: *} on PUT, as S3 and most others do. With one that does not, the object is looked for
 * before it is put, which leaves a moment open, and a warning is logged.
 */
final class S3Storage implements EpochStorage {
    private static final Logger LOGGER = LoggerFactory.getLogger(S3Storage.class);

    private static final int READ_BYTES_MAX = 8 << 20;
    /** The largest object that one request may copy. */
    private static final long COPIED_BYTES_MAX = 5L << 30;

    private static final int CONFLICT_TRIES = 5;
    private static final int READ_TRIES = 3;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private final int listedMax;

    private volatile boolean hasConditions = true;

    /**
     * @param prefix what all names begin with: it ends in a slash, or is empty
     * @param listedMax how many objects the server lists at a time, at most 1000
     */
    S3Storage(S3Client client, String bucket, String prefix, int listedMax) {
        this.listedMax = listedMax;
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public String location() {
        return "s3://" + bucket + "/" + prefix;
    }

    @Override
    public String locationOf(String name) {
        return location() + name;
    }

    String bucket() {
        return bucket;
    }

    String key(String name) {
        return prefix + name;
    }

    S3Client client() {
        return client;
    }

    /** There are none: see the class. That the bucket is there is seen now rather than later. */
    @Override
    public void lock() throws IOException {
        list("epochs/");
    }

    @Override
    public ObjectWriter create(String name) {
        return new S3ObjectWriter(this, name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        for (int tries = 1; hasConditions; tries++) {
            PutObjectRequest request = PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(key(name))
                    .ifNoneMatch("*")
                    .build();
            try {
                client.putObject(request, RequestBody.fromBytes(bytes));
                return true;
            } catch (S3Exception e) {
                switch (e.statusCode()) {
                    // Our own, if the answer to an earlier try was lost.
                    case 412 -> {
                        return Arrays.equals(readAll(name), bytes);
                    }
                    case 409 -> {
                        if (tries >= CONFLICT_TRIES) {
                            throw failed(name, e);
                        }
                    }
                    case 501 -> {
                        hasConditions = false;
                        LOGGER.warn(
                                "{} does not know If-None-Match: that two processes write here may stay unseen",
                                location());
                    }
                    default -> throw failed(name, e);
                }
            } catch (SdkException | UncheckedIOException e) {
                throw failed(name, e);
            }
        }
        for (StoredObject object : list(name)) {
            if (object.name().equals(name)) {
                return false;
            }
        }
        put(name, bytes, bytes.length);
        return true;
    }

    void put(String name, byte[] bytes, int length) throws IOException {
        PutObjectRequest request =
                PutObjectRequest.builder().bucket(bucket).key(key(name)).build();
        byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        call(name, () -> client.putObject(request, RequestBody.fromBytes(body)));
    }

    @Override
    public void read(String name, long offset, byte[] target, int at, int count) throws IOException {
        if (count == 0) {
            return;
        }
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key(name))
                .range("bytes=" + offset + "-" + (offset + count - 1))
                .build();
        int read = reading(() -> {
            try (ResponseInputStream<GetObjectResponse> body = call(name, () -> client.getObject(request))) {
                int received = body.readNBytes(target, at, count);
                checkWhole(received, Math.min(count, body.response().contentLength()));
                return received;
            }
        });
        if (read < count) {
            throw new EOFException("it has " + (offset + read) + " bytes, not " + (offset + count));
        }
    }

    @Override
    public byte[] readAll(String name) throws IOException {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(key(name)).build();
        return reading(() -> {
            ResponseBytes<GetObjectResponse> body = call(name, () -> client.getObjectAsBytes(request));
            byte[] bytes = body.asByteArrayUnsafe();
            checkWhole(bytes.length, body.response().contentLength());
            return bytes;
        });
    }

    @Override
    public List<StoredObject> list(String under) throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(key(under))
                .maxKeys(listedMax)
                .build();
        return reading(() -> call(under, () -> {
            List<StoredObject> found = new ArrayList<>();
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(request)) {
                checkIsList(page);
                for (S3Object object : page.contents()) {
                    found.add(new StoredObject(object.key().substring(prefix.length()), object.size()));
                }
            }
            return found;
        }));
    }

    @Override
    public void delete(String name) throws IOException {
        DeleteObjectRequest request =
                DeleteObjectRequest.builder().bucket(bucket).key(key(name)).build();
        call(name, () -> client.deleteObject(request));
    }

    @Override
    public void copyTo(String name, long sizeBytes, EpochStorage target, String targetName) throws IOException {
        if (target instanceof S3Storage other
                && sizeBytes <= COPIED_BYTES_MAX
                && client.serviceClientConfiguration()
                        .endpointOverride()
                        .equals(other.client.serviceClientConfiguration().endpointOverride())) {
            CopyObjectRequest request = CopyObjectRequest.builder()
                    .sourceBucket(bucket)
                    .sourceKey(key(name))
                    .destinationBucket(other.bucket)
                    .destinationKey(other.key(targetName))
                    .build();
            call(name, () -> other.client.copyObject(request));
        } else {
            EpochStorage.super.copyTo(name, sizeBytes, target, targetName);
        }
    }

    @Override
    public int readBytesMax() {
        return READ_BYTES_MAX;
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public void close() {
        client.close();
    }

    /** What reads, and may be asked for again. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** An answer that ended too soon, which says nothing of the object: it must not be taken for a damaged one. */
    private static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenOffException(String how, @Nullable Exception cause) {
            super("the server's answer broke off: " + how, cause);
        }
    }

    private static <T> T reading(Reading<T> reading) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return reading.read();
            } catch (BrokenOffException e) {
                if (tries >= READ_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The client takes a connection that ends for the end of the body. */
    private static void checkWhole(long received, long announced) throws BrokenOffException {
        if (received < announced) {
            throw new BrokenOffException(received + " of " + announced + " bytes came", null);
        }
    }

    /** The client takes an answer without a body for a list of nothing, and the state would be begun anew. */
    private static void checkIsList(ListObjectsV2Response page) {
        if (page.name() == null && page.isTruncated() == null) {
            throw new UncheckedIOException(new EOFException("it has no list"));
        }
    }

    <T> T call(String name, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException | UncheckedIOException e) {
            throw failed(name, e);
        }
    }

    /** The client wraps what goes wrong while an answer is read in an exception that is none of its own. */
    private IOException failed(String name, RuntimeException e) {
        String where = locationOf(name);
        if (e instanceof UncheckedIOException || isCutShort(e)) {
            return new BrokenOffException(firstLine(e), e);
        }
        if (!(e instanceof S3Exception answer)) {
            return new IOException("the server cannot be reached: " + firstLine(e), e);
        }
        String code =
                answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
        IOException failure = switch (answer.statusCode()) {
            case 404 -> notThere(where, code, e);
            case 401, 403 -> new AccessDeniedException(where, null, "permission denied: " + firstLine(e));
            case 416 -> new EOFException("it ends before what is to be read");
            default -> new IOException("status " + answer.statusCode() + ", " + firstLine(e));
        };
        failure.initCause(e);
        return failure;
    }

    /** That an object is not there, S3 says in so many words: whoever stands before it and knows of none does not. */
    private IOException notThere(String where, @Nullable String code, RuntimeException e) {
        if ("NoSuchBucket".equals(code)) {
            return new IOException("there is no bucket " + bucket);
        }
        return code != null && code.startsWith("NoSuch")
                ? new NoSuchFileException(where)
                : new IOException("status 404, and not by S3: " + firstLine(e));
    }

    private static boolean isCutShort(Throwable e) {
        return e.getCause() != null && (e.getCause() instanceof XMLStreamException || isCutShort(e.getCause()));
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
