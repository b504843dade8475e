package io.weir.engine.runtime;

import io.weir.engine.epoch.EpochStore;
import java.util.Optional;

/**
 * An epoch that is asked for: whoever sees it puts a barrier behind what it has given out.
 *
 * @param epoch its number
 * @param draft where changes of state are written; empty if nothing is saved
 * @param isLast true if sources read nothing more after it
 */
record EpochRequest(long epoch, Optional<EpochStore.Draft> draft, boolean isLast) {}
