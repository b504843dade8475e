/** Where epochs are kept: immutable objects under names, in a folder, in memory or in an object store. */
@NullMarked
package io.weir.engine.epoch.storage;

import org.jspecify.annotations.NullMarked;
