package io.ballonet.frame.alloc;

import io.ballonet.unit.Decorating;
import io.ballonet.unit.Registry;
import io.ballonet.unit.Role;
import java.util.Optional;

/** The allocators of this package, and the registry of all. */
public enum FrameAllocators implements FrameAllocatorFactory, Decorating<FrameAllocatorFactory> {
    /** Our own: one locked instruction a call. */
    UNCOUNTED(
            "uncounted",
            "bitfields without counters, one area reserved per core and order",
            "Ballonet's own, after Wrenger et al., LLFree, USENIX ATC '23",
            Traits.upTo(9),
            UncountedAllocator::create),

    /** LLFree's design; the host's default. */
    TREE(
            "tree",
            "bitfields under trees of counters, one tree reserved per core",
            "Wrenger et al., LLFree: Scalable and Optionally-Persistent Page-Frame Allocation, USENIX ATC '23",
            Traits.upTo(9),
            TreeAllocator::create),

    /** The least state; ascending from 0 on a fresh one. */
    BITMAP(
            "bitmap",
            "one shared atomic bitmap, next fit",
            "Knuth, The Art of Computer Programming 1, section 2.5",
            Traits.upTo(9),
            BitmapAllocator::create),

    /** Linux's design. */
    BUDDY(
            "buddy",
            "binary buddy behind a lock, a set of free frames a core in front",
            "Knuth, The Art of Computer Programming 1, section 2.5; Linux, mm/page_alloc.c",
            Traits.upTo(GroupLink.MAX_ORDER),
            BuddyAllocator::create),

    /** Arrays of frames in front of {@link #TREE}, or as {@code magazine+…} of any other. */
    MAGAZINE(
            "magazine",
            "two arrays of free frames a core and a depot of more, in front of tree or, as magazine+NAME, of any other",
            "Bonwick and Adams, Magazines and Vmem, USENIX ATC 2001",
            Traits.upTo(TREE.maxOrder()),
            (frames, cores) -> MagazineAllocator.create(TREE, frames, cores)) {
        @Override
        public Optional<FrameAllocatorFactory> over(FrameAllocatorFactory inner) {
            // Frames go from core to core, and one that is in no magazine must be known to be free or not.
            return inner.knowsFreeFrames() && inner.freesOnAnyThread()
                    ? Optional.of(new MagazineFactory(this, inner))
                    : Optional.empty();
        }
    },

    /** One contended lock. */
    LOCK_LIST(
            "lock-list",
            "a list of free groups an order behind one lock",
            "Knuth, The Art of Computer Programming 1, section 2.2.3",
            Traits.foilUpTo(GroupLink.MAX_ORDER),
            LockListAllocator::create),

    /** One contended list. */
    CAS_LIST(
            "cas-list",
            "a stack of free groups an order, each with one tagged head",
            "Treiber, Systems Programming: Coping with Parallelism, IBM RJ 5118, 1986",
            Traits.foilUpTo(GroupLink.MAX_ORDER),
            CasListAllocator::create);

    /** Every allocator: these, then what other jars provide. */
    public static final Registry<FrameAllocatorFactory> REGISTRY =
            Registry.of("allocator", FrameAllocatorFactory.class, values());

    private final String registryName;
    private final String summary;
    private final String source;
    private final Traits traits;
    private final Maker maker;

    FrameAllocators(String registryName, String summary, String source, Traits traits, Maker maker) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
        this.traits = traits;
        this.maker = maker;
    }

    /** What the registry says of an allocator besides its words. */
    private record Traits(int maxOrder, boolean coalesces, boolean foil) {
        static Traits upTo(int maxOrder) {
            return new Traits(maxOrder, true, false);
        }

        static Traits foilUpTo(int maxOrder) {
            return new Traits(maxOrder, maxOrder == 0, true);
        }
    }

    private interface Maker {
        FrameAllocator make(long frames, int cores);
    }

    @Override
    public FrameAllocator create(long frames, int cores) {
        return maker.make(frames, cores);
    }

    /** Only {@link #MAGAZINE} stands in front of others. */
    @Override
    public Optional<FrameAllocatorFactory> over(FrameAllocatorFactory inner) {
        return Optional.empty();
    }

    @Override
    public int maxOrder() {
        return traits.maxOrder;
    }

    @Override
    public boolean coalesces() {
        return traits.coalesces;
    }

    @Override
    public Role role() {
        return traits.foil ? Role.FOIL : Role.OURS;
    }

    @Override
    public String registryName() {
        return registryName;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String source() {
        return source;
    }
}
