package io.weir.connector.files;

/**
 * Where in a file reading goes on. In a file of records that is a byte (of what was decompressed, if it is compressed):
 * all records that begin there or later are still to be read. In a file that is laid out in groups of rows it is a row
 * of a group.
 *
 * @param fingerprint of the file, as it was listed; {@link Fingerprint#UNKNOWN} if it could not be read
 * @param isAtRecord false if the byte may stand in the middle of a record that was read, whose line feed is to be found
 */
record FileCut(SourceFile file, long fingerprint, long position, boolean isAtRecord, int group, long row) {
    static FileCut atRecord(SourceFile file, long position) {
        return new FileCut(file, Fingerprint.UNKNOWN, position, true, 0, 0);
    }

    static FileCut inRange(SourceFile file, long position) {
        return new FileCut(file, Fingerprint.UNKNOWN, position, false, 0, 0);
    }

    static FileCut atRow(SourceFile file, int group, long row) {
        return new FileCut(file, Fingerprint.UNKNOWN, 0, true, group, row);
    }

    FileCut withFingerprint(long known) {
        return new FileCut(file, known, position, isAtRecord, group, row);
    }
}
