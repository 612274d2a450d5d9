package io.ballonet.unit;

import java.util.Optional;

/** What a registry knows of one implementation: its name in the literature, where it was published, and what it is. */
public interface Contender {
    /** Lower case with hyphens, unique in its family; the name on the command line and in results. */
    String registryName();

    /** One line: the idea. */
    String summary();

    /** Paper or source, with section where it helps. */
    String source();

    /** What it is to the others. */
    default Role role() {
        return Role.OURS;
    }

    /**
     * Why it cannot run on this machine, such as a library that is not installed, and what to do about it; empty where it can.
     * Half a sentence that goes on from its name, without a full stop. May load what it needs.
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }
}
