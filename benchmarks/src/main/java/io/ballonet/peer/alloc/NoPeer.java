package io.ballonet.peer.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.unit.PageSize;
import java.lang.invoke.MethodHandle;

/** The adapters with nothing behind them: what a benchmark of a peer measures of ours. */
public final class NoPeer {
    private static final Object OBJECT = new Object();

    /** Where no memory is; nobody reads or writes it. */
    private static final long ADDRESS = 1L << 40;

    private NoPeer() {}

    /** Counts, and gives one and the same address. */
    public static FrameAllocator byAddress(long frames, int cores) {
        return new Address(frames, cores);
    }

    /** The same with a native function that does nothing where a peer's would be called: {@code labs}. */
    public static FrameAllocator byNativeCall(long frames, int cores) {
        return new NativeCall(frames, cores);
    }

    /** Counts, and numbers one and the same object by a {@link SlotTable}. */
    public static FrameAllocator bySlot(long frames, int cores) {
        return new Slot(frames, cores);
    }

    private static final class Address extends AddressAllocator {
        Address(long frames, int cores) {
            super("none, by address", frames, cores, PageSize.SHIFT);
        }

        @Override
        long acquire(int order) {
            return ADDRESS;
        }

        @Override
        void release(long address) {
            /* Nothing was allocated. */
        }
    }

    private static final class NativeCall extends AddressAllocator {
        private static final MethodHandle LABS =
                new NativeLibrary("libc6", "libc.so.6").function("labs", NativeLibrary.ONE_ARGUMENT);

        private long last;

        NativeCall(long frames, int cores) {
            super("none, by native call", frames, cores, PageSize.SHIFT);
        }

        @Override
        long acquire(int order) {
            return call(ADDRESS);
        }

        @Override
        void release(long address) {
            last = call(address);
        }

        /** Address of what was freed last. */
        @Override
        public void validate() {
            super.validate();
            if (last != 0 && last != ADDRESS) {
                throw new IllegalStateException("another address was freed: address=" + last);
            }
        }

        private static long call(long address) {
            try {
                return (long) LABS.invokeExact(address);
            } catch (Throwable e) {
                throw NativeLibrary.unexpected(e);
            }
        }
    }

    private static final class Slot extends PeerAllocator {
        private final SlotTable slots;

        Slot(long frames, int cores) {
            super("none, by slot", frames, cores);
            slots = new SlotTable(frames, cores);
        }

        @Override
        long take(int order, int core) {
            int slot = slots.take(core);
            if (slot != SlotTable.NO_SLOT) {
                slots.set(slot, OBJECT);
            }
            return slot;
        }

        @Override
        void give(long frame, int order, int core) {
            if (OBJECT.equals(slots.get((int) frame))) {
                slots.free((int) frame, core);
            }
        }

        @Override
        long address(long frame) {
            return ADDRESS;
        }

        @Override
        public void close() {
            /* Nothing was allocated. */
        }
    }
}
