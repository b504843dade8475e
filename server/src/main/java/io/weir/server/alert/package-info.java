/** Alerts of a server: the rules are evaluated, the book is kept, routes deliver, HTTP shows. */
@NullMarked
package io.weir.server.alert;

import org.jspecify.annotations.NullMarked;
