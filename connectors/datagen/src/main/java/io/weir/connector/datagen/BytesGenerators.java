package io.weir.connector.datagen;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Generators of text and of binary values. */
final class BytesGenerators {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS_PER_LONG = 16;

    private BytesGenerators() {}

    /** Random hexadecimal digits, of a length or, if it varies, of 1 to length - 1. */
    static FieldGenerator text(long seed, int length, boolean varies) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                BytesColumn bytes = (BytesColumn) column;
                for (int i = 0; i < count; i++) {
                    long rowSeed = RandomNumbers.at(seed, firstRow + i);
                    int size = size(rowSeed, length, varies);
                    int start = bytes.allocate(at + i, size);
                    fillHex(rowSeed, bytes.data(), start, size);
                }
            }
        };
    }

    /** Random bytes. */
    static FieldGenerator binary(long seed, int length, boolean varies) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                BytesColumn bytes = (BytesColumn) column;
                for (int i = 0; i < count; i++) {
                    long rowSeed = RandomNumbers.at(seed, firstRow + i);
                    int size = size(rowSeed, length, varies);
                    int start = bytes.allocate(at + i, size);
                    byte[] to = bytes.data();
                    for (int j = 0; j < size; j++) {
                        to[start + j] = (byte) RandomNumbers.at(rowSeed, j + 1L);
                    }
                }
            }
        };
    }

    /** The numbers from start as decimal text. */
    static FieldGenerator textSequence(long start) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < count; i++) {
                    ((BytesColumn) column).set(at + i, Long.toString(start + firstRow + i));
                }
            }
        };
    }

    /** The numbers from start as eight bytes, the highest first. */
    static FieldGenerator binarySequence(long start) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
                for (int i = 0; i < count; i++) {
                    ((BytesColumn) column)
                            .set(at + i, number.putLong(0, start + firstRow + i).array());
                }
            }
        };
    }

    private static int size(long rowSeed, int length, boolean varies) {
        return varies && length > 1
                ? 1 + (int) RandomNumbers.bounded(RandomNumbers.at(rowSeed, -1), length - 1L)
                : length;
    }

    private static void fillHex(long rowSeed, byte[] to, int start, int length) {
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % DIGITS_PER_LONG == 0) {
                bits = RandomNumbers.at(rowSeed, i / DIGITS_PER_LONG + 1L);
            }
            to[start + i] = HEX[(int) bits & 15];
            bits >>>= 4;
        }
    }
}
