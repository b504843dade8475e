/** Tables as a compiled plan describes them: columns, options, and what their connector was asked to do. */
@NullMarked
package io.weir.plan.table;

import org.jspecify.annotations.NullMarked;
