/** Alerts that a pipeline raises: each row says how bad, about what, and why. */
@NullMarked
package io.weir.connector.alert;

import org.jspecify.annotations.NullMarked;
