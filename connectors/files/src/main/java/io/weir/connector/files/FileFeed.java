package io.weir.connector.files;

import io.weir.engine.spi.SourceReader;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the readers of a source take their parts of files from.
 *
 * @param newReader makes a reader
 * @param position where reading goes on, asked while no reader takes anything
 * @param stop lets no more be handed out to readers
 */
record FileFeed(
        Function<FilesSource, SourceReader> newReader,
        Supplier<FilesPosition> position,
        Runnable stop,
        Runnable close) {}
