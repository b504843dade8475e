package io.weir.connector.files;

/** The chunks of all files of a source, handed out to several readers, each once and in order. */
interface FileChunks extends AutoCloseable {
    /** Makes what one reader takes chunks with. */
    FileChunkReader createReader();

    /** No chunk will be handed out any more; those that were are still read. */
    void stop();

    /** True when every chunk was handed out. */
    boolean isExhausted();

    /** What was not handed out; asked while no reader takes a chunk. */
    FilesPosition position();

    @Override
    void close();
}
