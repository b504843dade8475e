/**
 * What tests share: the contracts that every connector keeps, requests as the engine would make them, a plain format.
 */
@NullMarked
package io.weir.testing.kit;

import org.jspecify.annotations.NullMarked;
