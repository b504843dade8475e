package io.weir.server.pipeline;

import java.nio.file.Path;

/**
 * A file that describes a pipeline.
 *
 * @param name the pipeline's name: that of the file without its ending
 * @param path where it is
 * @param text what stands in it
 */
record SqlFile(String name, Path path, String text) {}
