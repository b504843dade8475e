/** The HTTP side of the server: the table of routes, their security, answers, errors and static pages. */
@NullMarked
package io.weir.server.http;

import org.jspecify.annotations.NullMarked;
