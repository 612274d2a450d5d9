package io.ballonet.host;

import io.ballonet.balloon.backend.BackendReport;
import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.frame.MachineMemory;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.paging.NestedEntry;
import io.ballonet.reclaim.MemoryScheduler;
import io.ballonet.reclaim.ReclamationTechnique;
import io.ballonet.reclaim.policy.MemoryState;
import io.ballonet.reclaim.policy.TargetPolicies;
import io.ballonet.unit.Backoff;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A host: machine memory, guests, and the agents that move memory between them.
 *
 * <pre>{@code
 * try (Host host = Host.builder().frames(65_536).start()) {
 *     Guest guest = host.boot(GuestSettings.of("a", 65_536));
 *     AddressSpace process = guest.newProcess("p", 1_024);
 *     VirtualCpu cpu = guest.newVirtualCpu(process);
 *     cpu.enter();
 *     cpu.writeLong(0, 42);
 *     cpu.exit();
 * }
 * }</pre>
 *
 * <p>A <em>started</em> host runs one agent thread for itself, one for each guest's driver, and one that zeroes where that is
 * done in the background; a <em>stepped</em> one runs nothing unless {@link #step} is called, and then everything once, in order of boot.
 *
 * <p><b>Threads:</b> guests boot and stop, and validation runs, on one thread at a time; virtual CPUs run on the caller's.
 */
public final class Host implements AutoCloseable {
    private static final int MAX_GUESTS = 0xFFFF;
    private static final int MAX_STEPS = 10_000;
    private static final int IDLE_SPINS = 16;
    private static final int IDLE_YIELDS = 16;
    private static final long MIN_PARK_NS = 5_000;
    private static final long MAX_PARK_NS = 200_000;

    private final MachineMemory memory;
    private final MemoryScheduler scheduler;
    private final CopyOnWriteArrayList<VirtualMachine> machines = new CopyOnWriteArrayList<>();
    private final List<AgentRunner> driverRunners = new ArrayList<>();
    private final @Nullable AgentRunner hostRunner;
    private final @Nullable Agent zeroing;
    private final @Nullable AgentRunner zeroingRunner;
    private final Progress progress;
    private final HostBuilder settings;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Object agentPause = new Object();
    private final Object zeroingPause = new Object();
    private int nextId = 1;

    Host(HostBuilder settings, boolean threads) {
        this.settings = settings;
        this.memory = settings.newMemory();
        this.scheduler = new MemoryScheduler(
                memory,
                settings.manualTargets
                        ? null
                        : TargetPolicies.REGISTRY.named(settings.policy).create());
        this.progress = threads ? Backoff::pause : attempt -> step();
        this.zeroing = memory.zeroingAgent();
        this.hostRunner = threads ? startRunner(new HostAgent()) : null;
        this.zeroingRunner = threads && zeroing != null ? startRunner(new ZeroingAgent(zeroing)) : null;
    }

    /** Settings of a new host. */
    public static HostBuilder builder() {
        return new HostBuilder();
    }

    /** The host's agent: the scheduler, then every backend. Holds {@link #agentPause} for a poll, so that others can stop it. */
    private final class HostAgent implements Agent {
        @Override
        public int doWork() {
            synchronized (agentPause) {
                return pollHost();
            }
        }

        @Override
        public String roleName() {
            return "ballonet-host";
        }
    }

    /** The memory's agent, which {@link #zeroingPause} stops between two polls. */
    private final class ZeroingAgent implements Agent {
        private final Agent zeroer;

        ZeroingAgent(Agent zeroer) {
            this.zeroer = zeroer;
        }

        @Override
        public int doWork() throws Exception {
            synchronized (zeroingPause) {
                return zeroer.doWork();
            }
        }

        @Override
        public String roleName() {
            return zeroer.roleName();
        }
    }

    private int pollHost() {
        int work = scheduler.doWork();
        for (int i = 0; i < machines.size(); i++) { // no iterator: a poll allocates nothing
            work += machines.get(i).poll();
        }
        return work;
    }

    private AgentRunner startRunner(Agent agent) {
        AgentRunner runner = new AgentRunner(
                new BackoffIdleStrategy(IDLE_SPINS, IDLE_YIELDS, MIN_PARK_NS, MAX_PARK_NS), failures::add, null, agent);
        AgentRunner.startOnThread(runner, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        return runner;
    }

    /** Boots a guest; nothing of it is backed by frames yet. */
    public Guest boot(GuestSettings guest) {
        if (nextId > MAX_GUESTS) {
            throw new IllegalStateException("too many guests were booted: max=" + MAX_GUESTS);
        }
        VirtualMachine machine = new VirtualMachine(nextId++, guest, memory, settings, progress);
        synchronized (agentPause) {
            machines.add(machine);
            scheduler.add(machine.guest(), machine.technique(), machine::framesHeld, machine::activePages);
        }
        BalloonDriver driver = machine.guest().driver();
        if (hostRunner != null && driver != null) {
            driverRunners.add(startRunner(driver));
        }
        return machine.guest();
    }

    /**
     * Stops a guest and frees its frames. Its virtual CPUs must have stopped.
     *
     * @throws IllegalStateException if one has not, or if the host has pinned one of the guest's frames; the guest runs on
     */
    public void stop(Guest guest) {
        VirtualMachine machine = machineOf(guest);
        boolean hadRunner = closeRunnerOf(guest);
        try {
            synchronized (agentPause) {
                machine.requireStoppable();
                machine.backend().finish(); // everybody is outside, so that no grace period is left to wait for
                machine.releaseFrames();
                machines.remove(machine);
                scheduler.remove(guest);
            }
        } catch (IllegalStateException e) {
            if (hadRunner) {
                driverRunners.add(startRunner(Objects.requireNonNull(guest.driver())));
            }
            throw e;
        }
        machine.close();
    }

    private boolean closeRunnerOf(Guest guest) {
        BalloonDriver driver = guest.driver();
        return driver != null
                && driverRunners.removeIf(runner -> {
                    boolean isIts = runner.agent() == driver;
                    if (isIts) {
                        runner.close();
                    }
                    return isIts;
                });
    }

    /**
     * One poll of everything, in order of boot: scheduler, backends, drivers, backends again, then the zeroing agent. Only on a
     * stepped host.
     */
    public int step() {
        if (hostRunner != null) {
            throw new IllegalStateException("a started host steps itself");
        }
        int work = pollHost();
        for (int i = 0; i < machines.size(); i++) {
            VirtualMachine machine = machines.get(i);
            BalloonDriver driver = machine.guest().driver();
            if (driver != null) {
                work += driver.doWork();
            }
            work += machine.backend().doWork();
        }
        return work + pollZeroing();
    }

    private int pollZeroing() {
        try {
            return zeroing == null ? 0 : zeroing.doWork();
        } catch (Exception e) {
            throw new IllegalStateException("an agent failed: agent=" + zeroing.roleName(), e);
        }
    }

    /** Sets, in pages, how much less than it believes a guest is to have. On a host with a policy, the policy may change it again. */
    public void setTarget(Guest guest, long pages) {
        if (pages < 0) {
            throw new IllegalArgumentException("balloon target must not be negative: pages=" + pages);
        }
        synchronized (agentPause) {
            machineOf(guest).technique().setTarget(pages);
        }
    }

    /** How frames are taken from a guest. */
    ReclamationTechnique techniqueOf(Guest guest) {
        return machineOf(guest).technique();
    }

    /**
     * Waits, or steps, until no message is under way. Targets should not change meanwhile.
     *
     * @return false if {@code timeout} passed first, or, on a stepped host, 10,000 steps
     */
    public boolean awaitQuiescence(long timeout, TimeUnit unit) {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        for (int attempt = 0; !isQuiescent(); attempt++) {
            if (hostRunner == null ? attempt > MAX_STEPS : System.nanoTime() - deadline > 0) {
                return false;
            }
            progress.await(attempt);
        }
        return true;
    }

    private boolean isQuiescent() {
        synchronized (agentPause) {
            return machines.stream().allMatch(VirtualMachine::isQuiescent);
        }
    }

    /**
     * Pins the frame behind a page, as a device would, so that it is not reclaimed until {@link #unpin} (I5). Any thread.
     *
     * @return the frame, or -1 if the page has none now
     */
    public long pin(Guest guest, long ppn) {
        VirtualMachine machine = machineOf(guest);
        return machine.nested().contains(ppn) ? machine.nested().pinFrame(ppn, memory.table(), machine.id()) : -1;
    }

    /** Gives one host pin back. Any thread. */
    public void unpin(long mpn) {
        memory.table().unpin(mpn);
    }

    /** How short of memory the host is; {@code HIGH} on a host without a policy. */
    public MemoryState memoryState() {
        return scheduler.state();
    }

    public MachineMemory memory() {
        return memory;
    }

    /** Guests in order of boot. */
    public List<Guest> guests() {
        return machines.stream().map(VirtualMachine::guest).toList();
    }

    /** Frames that a guest has now. Counts its whole nested table. */
    public long ownedFrames(Guest guest) {
        return machineOf(guest).ownedFrames();
    }

    /** The same by the counters of grants and reclaims: exact when nothing is in flight. */
    long framesHeld(Guest guest) {
        return machineOf(guest).framesHeld();
    }

    /** What the host has done for a guest's balloon. */
    public BackendReport balloon(Guest guest) {
        synchronized (agentPause) {
            return machineOf(guest).backend().report();
        }
    }

    /** Nested faults that gave a guest a frame since it booted. */
    public long framesGranted(Guest guest) {
        return machineOf(guest).faults().backed();
    }

    /** Faults of a guest that had to wait for a frame. */
    public long faultWaits(Guest guest) {
        return machineOf(guest).faults().waits();
    }

    /** State of a page in the nested table, in words, for people. */
    public String describe(Guest guest, long ppn) {
        return NestedEntry.toString(machineOf(guest).nested().entryAcquire(ppn));
    }

    /** Bytes of metadata that grow with machine and guests: frame table, allocator, nested tables. */
    public long metadataBytes() {
        long nested = machines.stream()
                .mapToLong(machine -> machine.nested().metadataBytes())
                .sum();
        return memory.metadataBytes() + nested;
    }

    /** Checks I1 to I7. Only while no virtual CPU runs and nothing is in flight ({@link #awaitQuiescence}). */
    public void validate() {
        synchronized (agentPause) {
            synchronized (zeroingPause) {
                validatePaused();
            }
        }
    }

    private void validatePaused() {
        for (Throwable failure : failures) {
            throw new IllegalStateException("an agent failed", failure);
        }
        memory.validate();
        BitSet seen = new BitSet();
        for (VirtualMachine machine : machines) {
            machine.validate(seen);
        }
        long owned = memory.frames() - memory.freeFrames();
        if (seen.cardinality() != owned) {
            throw new IllegalStateException("I1: frames that are not free and that no page leads to: notFree=" + owned
                    + ", mapped=" + seen.cardinality());
        }
    }

    private VirtualMachine machineOf(Guest guest) {
        for (VirtualMachine machine : machines) {
            if (machine.guest() == guest) {
                return machine;
            }
        }
        throw new IllegalArgumentException("guest is not running on this host: guest=" + guest.name());
    }

    /** Stops the agents and every guest, and unmaps all memory. Virtual CPUs must have stopped. */
    @Override
    public void close() {
        driverRunners.forEach(AgentRunner::close);
        driverRunners.clear();
        if (hostRunner != null) {
            hostRunner.close();
        }
        if (zeroingRunner != null) {
            zeroingRunner.close();
        }
        machines.forEach(VirtualMachine::close);
        machines.clear();
        memory.close();
    }
}
