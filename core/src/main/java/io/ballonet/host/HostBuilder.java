package io.ballonet.host;

import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.Zeroing;
import io.ballonet.frame.ZeroingSettings;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.SystemMemory;
import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.reclaim.ReclamationTechniques;
import io.ballonet.unit.PageSize;

/** Settings of a {@link Host}, each with a default. <b>Threads:</b> one. */
public final class HostBuilder {
    private static final long DEFAULT_FAULT_TIMEOUT_NS = 10_000_000_000L;

    long frames;
    String allocator = "tree";
    ZeroingSettings zeroing = ZeroingSettings.of(Zeroing.AT_ALLOCATION);
    boolean metadataOnly;
    int cores = Runtime.getRuntime().availableProcessors();
    String channel = "one-to-one";
    String policy = "esx";
    ReclamationTechniqueFactory technique = ReclamationTechniques.BALLOON;
    boolean manualTargets;
    long faultTimeoutNs = DEFAULT_FAULT_TIMEOUT_NS;

    HostBuilder() {}

    /** Frames of machine memory, at least 1. Required. */
    public HostBuilder frames(long value) {
        frames = value;
        return this;
    }

    /** Registry name of the frame allocator; default {@code tree}. */
    public HostBuilder allocator(String value) {
        allocator = value;
        return this;
    }

    /** When freed frames are made to read zeros; default {@link Zeroing#AT_ALLOCATION}, with plain stores. */
    public HostBuilder zeroing(Zeroing value) {
        return zeroing(ZeroingSettings.of(value));
    }

    /**
     * The same, with which stores, and how many zeroed frames the agent of {@link Zeroing#BACKGROUND} keeps. A started host
     * runs that agent on a thread of its own, a stepped one polls it at the end of each step.
     */
    public HostBuilder zeroing(ZeroingSettings value) {
        zeroing = value;
        return this;
    }

    /** Frames without bytes: for studies of hosts larger than this machine. Guests' processes cannot run on it. */
    public HostBuilder metadataOnly() {
        metadataOnly = true;
        return this;
    }

    /** Threads that the allocator is laid out for; default the machine's cores. */
    public HostBuilder cores(int value) {
        cores = value;
        return this;
    }

    /** Registry name of the balloon channel; default {@code one-to-one}. */
    public HostBuilder channel(String value) {
        channel = value;
        return this;
    }

    /** Registry name of the target policy; default {@code esx}. */
    public HostBuilder policy(String value) {
        policy = value;
        manualTargets = false;
        return this;
    }

    /**
     * Registry name of the technique that takes frames from guests; default {@code balloon}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public HostBuilder technique(String value) {
        return technique(ReclamationTechniques.REGISTRY.named(value));
    }

    /** The same, for a technique with settings of its own. */
    public HostBuilder technique(ReclamationTechniqueFactory value) {
        technique = value;
        return this;
    }

    /** No policy: targets change only by {@link Host#setTarget}. */
    public HostBuilder manualTargets() {
        manualTargets = true;
        return this;
    }

    /** How long a guest's fault waits for a frame before it fails; default 10 s. */
    public HostBuilder faultTimeoutNs(long value) {
        faultTimeoutNs = value;
        return this;
    }

    /**
     * A host whose agents are stepped by {@link Host#step}, so that every interleaving is the caller's.
     *
     * @throws IllegalArgumentException if a setting is out of range, or names more memory than this machine has
     */
    public Host stepped() {
        return new Host(this, false);
    }

    /** A host whose agents run on threads of their own, until it is closed. Throws as {@link #stepped}. */
    public Host start() {
        return new Host(this, true);
    }

    MachineMemory newMemory() {
        if (frames < 1) {
            throw new IllegalArgumentException("a host needs at least one frame: frames=" + frames);
        }
        if (cores < 1) {
            throw new IllegalArgumentException("a host needs at least one core: cores=" + cores);
        }
        FrameAllocatorFactory factory = FrameAllocators.REGISTRY.named(allocator);
        if (metadataOnly) {
            return MachineMemory.metadataOnly(frames, cores, factory);
        }
        long available = SystemMemory.availableBytes();
        if (frames > available >>> PageSize.SHIFT) {
            throw new IllegalArgumentException("host memory is larger than what this machine has: frames=" + frames
                    + ", availableFrames=" + (available >>> PageSize.SHIFT)
                    + ": ask for less, or for a metadata-only host");
        }
        return MachineMemory.withBytes(frames, cores, factory, zeroing);
    }
}
