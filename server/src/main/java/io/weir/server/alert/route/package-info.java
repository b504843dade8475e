/** How alerts get to people: routes with their grouping, the channels that they use, and what becomes of a delivery. */
@NullMarked
package io.weir.server.alert.route;

import org.jspecify.annotations.NullMarked;
