/** What pipelines have done in the last day. */
@NullMarked
package io.weir.server.report;

import org.jspecify.annotations.NullMarked;
