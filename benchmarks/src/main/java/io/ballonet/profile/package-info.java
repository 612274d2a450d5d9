/**
 * What a flight recording says about a run: our events in numbers, where the time went, what was allocated, and all of it over
 * time. The recording is the only source, so that everything can be made from it again.
 *
 * <p>Start with {@link io.ballonet.profile.RecordedProfile}, which reads a recording once; {@link
 * io.ballonet.profile.ProfilePages} draws it. Flame graphs are drawn by async-profiler's converter. Depends on the JDK's reader
 * of recordings and on {@code report} for text. <b>Threads:</b> one.
 */
@NullMarked
package io.ballonet.profile;

import org.jspecify.annotations.NullMarked;
