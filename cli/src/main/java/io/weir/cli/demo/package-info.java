/** {@code weir demo}: simulated shoppers, a Kafka broker, and a live table of what they do. */
@NullMarked
package io.weir.cli.demo;

import org.jspecify.annotations.NullMarked;
