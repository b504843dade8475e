/** The pages that say what to do about an alert. */
@NullMarked
package io.weir.server.runbook;

import org.jspecify.annotations.NullMarked;
