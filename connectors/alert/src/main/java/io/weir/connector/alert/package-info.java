/** The connector {@code alert}: alerts that a pipeline raises, from rows with a severity, a key and a text. */
@NullMarked
package io.weir.connector.alert;

import org.jspecify.annotations.NullMarked;
