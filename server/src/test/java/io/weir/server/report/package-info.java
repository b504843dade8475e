@NullMarked
package io.weir.server.report;

import org.jspecify.annotations.NullMarked;
