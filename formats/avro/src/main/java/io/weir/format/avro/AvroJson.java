package io.weir.format.avro;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/** Turns Avro's JSON into its binary encoding and back, with Avro's own library. */
final class AvroJson {
    private final Schema schema;
    private final GenericDatumReader<GenericRecord> reader;
    private final GenericDatumWriter<GenericRecord> writer;

    AvroJson(Schema schema) {
        this.schema = schema;
        reader = new GenericDatumReader<>(schema);
        writer = new GenericDatumWriter<>(schema);
    }

    /** A record in the binary encoding. */
    byte[] toBinary(byte[] data, int start, int end) {
        try {
            GenericRecord record = reader.read(
                    null, DecoderFactory.get().jsonDecoder(schema, new ByteArrayInputStream(data, start, end - start)));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException | RuntimeException e) {
            // Avro's reader of JSON fails in any way it likes.
            String message = e.getMessage();
            throw new AvroFailure(
                    message == null
                            ? e.getClass().getSimpleName()
                            : message.lines().findFirst().orElse(""));
        }
    }

    /** A record in JSON. */
    String toJson(byte[] binary, int start, int end) {
        try {
            GenericRecord record =
                    reader.read(null, DecoderFactory.get().binaryDecoder(binary, start, end - start, null));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, out);
            writer.write(record, encoder);
            encoder.flush();
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException("a record that was written cannot be read", e);
        }
    }
}
