/** Tests of the faults, and a bounded share of them. */
package io.weir.testing.faults;
