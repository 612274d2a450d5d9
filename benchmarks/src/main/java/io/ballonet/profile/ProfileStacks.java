package io.ballonet.profile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where processor time went, and who says so: the recording's own samples, or async-profiler's in their place.
 *
 * @param cpu stacks by samples
 * @param sampler who took them
 */
public record ProfileStacks(Stacks cpu, String sampler) {
    /** The recording's. */
    public static ProfileStacks of(RecordedProfile profile) {
        return new ProfileStacks(profile.cpu(), profile.sampler());
    }

    /**
     * Those in a file of collapsed stacks.
     *
     * @throws IOException if it cannot be read
     */
    public static ProfileStacks ofAsyncProfiler(Path collapsed) throws IOException {
        return new ProfileStacks(Stacks.ofCollapsed(collapsed), "async-profiler");
    }
}
