/** The house's rules, held over the whole tree: which module may see which, and what the formatter cannot see. */
@NullMarked
package io.weir.testing.house;

import org.jspecify.annotations.NullMarked;
