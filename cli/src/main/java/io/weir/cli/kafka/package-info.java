/** The broker that a command runs on: one of its own, or somebody else's. */
@NullMarked
package io.weir.cli.kafka;

import org.jspecify.annotations.NullMarked;
