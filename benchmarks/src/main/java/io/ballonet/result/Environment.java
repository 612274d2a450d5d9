package io.ballonet.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a result was measured with and on. Holds no user name and no absolute path, so that it can be committed.
 *
 * @param startedAt ISO 8601, with offset, to the second
 * @param command the command line as given, absolute paths cut to their last name
 * @param jvmFlags flags of every fork
 * @param seed of everything that is random
 * @param commit abbreviated hash, or {@code unknown} outside a checkout
 * @param dirty true if the tree had changes that are not in {@code commit}
 * @param cpu the processor's own name
 * @param host label made from {@code cpu}, part of the folder's name
 * @param cores processors that this process may use
 * @param governor frequency governor, or {@code unknown}
 * @param kernel name and release
 * @param transparentHugePages {@code always}, {@code madvise}, {@code never} or {@code unknown}
 * @param memoryBytes of the machine
 * @param memoryLimitBytes of the control group, or {@code memoryBytes} where it sets none
 * @param swapBytes 0 for none
 * @param jdk vendor and version
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Environment(
        String startedAt,
        List<String> command,
        List<String> jvmFlags,
        long seed,
        String commit,
        boolean dirty,
        String cpu,
        String host,
        int cores,
        String governor,
        String kernel,
        String architecture,
        String transparentHugePages,
        long memoryBytes,
        long memoryLimitBytes,
        long swapBytes,
        String jdk) {
    /** The same under another command line. */
    Environment withCommand(List<String> other) {
        return new Environment(
                startedAt,
                other,
                jvmFlags,
                seed,
                commit,
                dirty,
                cpu,
                host,
                cores,
                governor,
                kernel,
                architecture,
                transparentHugePages,
                memoryBytes,
                memoryLimitBytes,
                swapBytes,
                jdk);
    }
}
