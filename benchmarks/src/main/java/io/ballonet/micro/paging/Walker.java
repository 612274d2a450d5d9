package io.ballonet.micro.paging;

import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.memory.Words;
import io.ballonet.scan.AccessView;
import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;
import java.util.SplittableRandom;

/**
 * One virtual CPU that visits random cache lines of a process's pages, around and around; and the same visit by raw machine
 * address.
 *
 * <pre>
 *  line   word 0   virtual address of the next line
 *         word 1   machine address of the next line's word 1
 * </pre>
 *
 * Both visits load one word of the same lines in the same order, from the same frames. <em>Dependent</em>: the word that was
 * read is the next address. <em>Independent</em>: addresses come from an array, and what was read is summed.
 *
 * <p>A lap is over {@value #MAX_LINES} lines, or over every line where there are fewer: 512 KiB of them stay in a private
 * cache, so that the difference between the two visits is translation, and not what the neighbours do to the shared one.
 *
 * <p>Pages are first touched in random order, so that neighbours in the process are not neighbours in the machine.
 *
 * <p><b>Threads:</b> one.
 */
final class Walker implements AutoCloseable {
    /** Loads of one visit: a whole lap over the smallest process. */
    static final int LOADS = 512;
    /** Loads between two polls. */
    static final int LOADS_PER_POLL = 64;

    /** Most lines of a lap. */
    static final int MAX_LINES = 8192;

    private static final int LINES_PER_PAGE = PageSize.BYTES / CacheLine.BYTES;
    private static final long SEED = 42;

    private final Host host;
    private final VirtualCpu cpu;
    private final AccessView accessed;
    private final int lines;
    private final long[] virtual;
    private final long[] machine;
    private int nextVirtual;
    private int nextMachine;
    private long virtualAddress;
    private long machineAddress;

    /** A process of {@code pages} pages, all backed, whose accesses are noted in its entries. */
    Walker(int pages) {
        this(pages, false);
    }

    /** The same, with accesses noted in packed bits if {@code packed}. */
    Walker(int pages, boolean packed) {
        this.lines = Math.min(MAX_LINES, pages * LINES_PER_PAGE);
        if (lines < LOADS || lines % LOADS != 0) {
            throw new IllegalArgumentException(
                    "a lap must be a whole number of visits: pages=" + pages + ", linesPerVisit=" + LOADS);
        }
        this.host = Host.builder().frames(pages).manualTargets().stepped();
        Guest guest = host.boot(GuestSettings.of("walker", pages)
                .swapPages(0)
                .packedAccessBits(packed)
                .withoutDriver());
        this.accessed = guest.kernel().view();
        AddressSpace process = guest.newProcess("p", pages);
        this.cpu = guest.newVirtualCpu(process);
        SplittableRandom random = new SplittableRandom(SEED);
        touchInRandomOrder(pages, random);
        this.virtual = virtualAddresses(pages, random);
        this.machine = machineAddresses(guest, process, pages);
        link();
        this.virtualAddress = virtual[0];
        this.machineAddress = machine[0] + Long.BYTES;
        cpu.enter();
    }

    private void touchInRandomOrder(int pages, SplittableRandom random) {
        cpu.enter();
        for (int page : shuffledInts(pages, random)) {
            cpu.writeLong(PageSize.bytesOf(page), 0);
            cpu.poll();
        }
        cpu.exit();
    }

    private long[] virtualAddresses(int pages, SplittableRandom random) {
        long[] addresses = new long[lines];
        int[] order = shuffledInts(pages * LINES_PER_PAGE, random);
        for (int i = 0; i < lines; i++) {
            addresses[i] = (long) order[i] * CacheLine.BYTES;
        }
        return addresses;
    }

    /** The numbers below {@code n} in random order. */
    static int[] shuffledInts(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 1; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private long[] machineAddresses(Guest guest, AddressSpace process, int pages) {
        long[] frames = new long[pages];
        for (int page = 0; page < pages; page++) {
            long mpn = host.pin(guest, guest.kernel().ppnOf(process, page));
            frames[page] = host.memory().baseAddress() + PageSize.bytesOf(mpn);
            host.unpin(mpn);
        }
        long[] addresses = new long[lines];
        for (int i = 0; i < lines; i++) {
            addresses[i] = frames[(int) (virtual[i] >>> PageSize.SHIFT)] + (virtual[i] & PageSize.OFFSET_MASK);
        }
        return addresses;
    }

    private void link() {
        for (int i = 0; i < lines; i++) {
            int next = i + 1 == lines ? 0 : i + 1;
            Words.set(machine[i], virtual[next]);
            Words.set(machine[i] + Long.BYTES, machine[next] + Long.BYTES);
        }
    }

    /** {@link #LOADS} loads through translation, each address from an array; the sum of what was read. */
    long independent() {
        int at = nextVirtual;
        long sum = 0;
        for (int block = 0; block < LOADS / LOADS_PER_POLL; block++) {
            for (int end = at + LOADS_PER_POLL; at < end; at++) {
                sum += cpu.readLong(virtual[at]);
            }
            cpu.poll();
        }
        nextVirtual = at == lines ? 0 : at;
        return sum;
    }

    /** The same by machine address. */
    long independentRaw() {
        int at = nextMachine;
        long sum = 0;
        for (int end = at + LOADS; at < end; at++) {
            sum += Words.get(machine[at]);
        }
        nextMachine = at == lines ? 0 : at;
        return sum;
    }

    /** {@link #LOADS} loads through translation, each address read by the load before; the last. */
    long dependent() {
        long va = virtualAddress;
        for (int block = 0; block < LOADS / LOADS_PER_POLL; block++) {
            for (int load = 0; load < LOADS_PER_POLL; load++) {
                va = cpu.readLong(va);
            }
            cpu.poll();
        }
        virtualAddress = va;
        return va;
    }

    /** The same by machine address. */
    long dependentRaw() {
        long address = machineAddress;
        for (int load = 0; load < LOADS; load++) {
            address = Words.get(address);
        }
        machineAddress = address;
        return address;
    }

    /** Accessed bits of the process's pages: page i is the i-th that was touched. */
    AccessView accessed() {
        return accessed;
    }

    /** Loads that walked the tables so far. */
    long walks() {
        return cpu.tlbMisses();
    }

    /** Both visits must find the same. */
    private void validate() {
        host.validate();
        for (int visit = 0; visit < lines / LOADS; visit++) {
            nextVirtual = visit * LOADS;
            nextMachine = nextVirtual;
            virtualAddress = virtual[nextVirtual];
            machineAddress = machine[nextMachine] + Long.BYTES;
            int end = (nextVirtual + LOADS) % lines;
            long sum = independent();
            long sumRaw = independentRaw();
            if (sum != sumRaw || dependent() != virtual[end] || dependentRaw() != machine[end] + Long.BYTES) {
                throw new IllegalStateException("translated and raw loads differ: visit=" + visit + ", sum=" + sum
                        + ", rawSum=" + sumRaw + ", virtualAddress=" + virtualAddress);
            }
        }
    }

    @Override
    public void close() {
        try {
            validate();
        } finally {
            cpu.exit();
            host.close();
        }
    }
}
