package io.weir.connector.files;

/** Takes chunks, one after the other, into a buffer of its own; used by one thread. */
interface FileChunkReader extends AutoCloseable {
    /** Takes the next chunk; false if there is none, or none yet. The bytes of the chunk before are gone. */
    boolean next();

    /** The number of the chunk among those of all files. */
    long sequence();

    /** The file that the chunk lies in. */
    SourceFile file();

    /** The bytes: whole records are data[start, end), perhaps none. */
    byte[] data();

    int start();

    int end();

    /** Where in the file data[0] stands (in what was decompressed, if it is compressed). */
    long position();

    @Override
    void close();
}
