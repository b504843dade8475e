package io.weir.server.pipeline;

import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that describes a pipeline.
 *
 * @param name the pipeline's name: that of the file without its ending
 * @param path where it is
 * @param text what stands in it, or stood there when it could be read last
 * @param obstacle why it cannot be read now
 */
record SqlFile(String name, Path path, String text, Optional<WeirException> obstacle) {}
