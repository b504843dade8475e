/** Functions that Flink SQL does not have, as classes for CREATE FUNCTION: they run natively and on Flink. */
@NullMarked
package io.weir.functions;

import org.jspecify.annotations.NullMarked;
