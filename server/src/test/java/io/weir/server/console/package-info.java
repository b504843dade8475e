/** The console in a real browser: against a server of made-up numbers, and against the real one. */
package io.weir.server.console;
