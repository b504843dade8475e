@NullMarked
package io.weir.cli.kafka;

import org.jspecify.annotations.NullMarked;
