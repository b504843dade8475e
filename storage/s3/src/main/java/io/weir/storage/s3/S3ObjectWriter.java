package io.weir.storage.s3;

import io.weir.engine.epoch.storage.EpochStorage.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Writes an object in one request if it is small, and in parts if it is large, so that memory holds one part at most.
 * The parts grow with their number: S3 takes at most 10,000.
 */
final class S3ObjectWriter implements ObjectWriter {
    /** The first parts; S3 takes none below 5 MiB but the last. */
    private static final int PART_BYTES = 8 << 20;

    /** After so many parts they are twice as large: with 10,000 parts an object may have 2.5 TiB. */
    private static final int PARTS_OF_A_SIZE = 1000;

    private static final int PART_DOUBLINGS_MAX = 5;

    private static final Logger LOGGER = LoggerFactory.getLogger(S3ObjectWriter.class);

    private final S3Storage storage;
    private final String name;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[64 << 10];
    private int buffered;
    private long length;
    private @Nullable String upload;

    S3ObjectWriter(S3Storage storage, String name) {
        this.storage = storage;
        this.name = name;
    }

    @Override
    public synchronized long append(byte[] bytes, int start, int count) throws IOException {
        long offset = length;
        int at = start;
        int end = start + count;
        while (at < end) {
            int room = partBytes() - buffered;
            int now = Math.min(room, end - at);
            if (buffer.length - buffered < now) {
                buffer = Arrays.copyOf(buffer, Math.min(partBytes(), Math.max(buffered + now, 2 * buffer.length)));
            }
            System.arraycopy(bytes, at, buffer, buffered, now);
            buffered += now;
            at += now;
            if (buffered == partBytes()) {
                sendPart();
            }
        }
        length += count;
        return offset;
    }

    private int partBytes() {
        return PART_BYTES << Math.min(parts.size() / PARTS_OF_A_SIZE, PART_DOUBLINGS_MAX);
    }

    private void sendPart() throws IOException {
        String id = upload;
        if (id == null) {
            CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder()
                    .bucket(storage.bucket())
                    .key(storage.key(name))
                    .build();
            id = storage.call(name, () -> storage.client().createMultipartUpload(request))
                    .uploadId();
            upload = id;
        }
        int number = parts.size() + 1;
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(storage.bucket())
                .key(storage.key(name))
                .uploadId(id)
                .partNumber(number)
                .build();
        byte[] body = Arrays.copyOf(buffer, buffered);
        String tag = storage.call(name, () -> storage.client().uploadPart(request, RequestBody.fromBytes(body)))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        buffered = 0;
    }

    @Override
    public synchronized void commit() throws IOException {
        String id = upload;
        if (id == null) {
            storage.put(name, buffer, buffered);
            return;
        }
        if (buffered > 0) {
            sendPart();
        }
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(storage.bucket())
                .key(storage.key(name))
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts))
                .build();
        try {
            storage.call(name, () -> storage.client().completeMultipartUpload(request));
        } catch (NoSuchFileException e) {
            // A try whose answer was lost may have done it: servers forget an upload that is complete.
            if (!isThere()) {
                throw e;
            }
        }
        upload = null;
    }

    private boolean isThere() throws IOException {
        return storage.list(name).stream()
                .anyMatch(object -> object.name().equals(name) && object.sizeBytes() == length);
    }

    @Override
    public synchronized void abandon() {
        String id = upload;
        if (id == null) {
            return;
        }
        upload = null;
        AbortMultipartUploadRequest request = AbortMultipartUploadRequest.builder()
                .bucket(storage.bucket())
                .key(storage.key(name))
                .uploadId(id)
                .build();
        try {
            storage.client().abortMultipartUpload(request);
        } catch (SdkException | UncheckedIOException e) {
            LOGGER.warn(
                    "The parts of {} stay on the server, as the upload cannot be given up: {}",
                    storage.locationOf(name),
                    e.getMessage());
        }
    }
}
