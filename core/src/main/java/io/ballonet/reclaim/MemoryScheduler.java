package io.ballonet.reclaim;

import io.ballonet.frame.MachineMemory;
import io.ballonet.guest.GuestView;
import io.ballonet.reclaim.policy.GuestDemand;
import io.ballonet.reclaim.policy.MemoryState;
import io.ballonet.reclaim.policy.TargetPolicy;
import io.ballonet.telemetry.PressureStateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Watches free memory and sets what each guest is to give: every few polls it asks the policy and hands the targets to each
 * guest's technique.
 *
 * <p><b>Threads:</b> one; {@link #state} any. A poll never blocks; one in {@value #POLLS_PER_LOOK} looks, and allocates a
 * record a guest.
 */
public final class MemoryScheduler implements Agent {
    private static final int POLLS_PER_LOOK = 16;

    private final MachineMemory memory;
    private final @Nullable TargetPolicy policy;
    private final List<Tenant> tenants = new ArrayList<>();
    private final List<GuestDemand> demands = new ArrayList<>();
    private final List<Tenant> asked = new ArrayList<>();
    private long[] targets = new long[0];
    private long polls;
    private volatile MemoryState state = MemoryState.HIGH;

    /** One guest: how it is configured, how memory is taken from it, and what it holds. */
    private record Tenant(
            GuestView guest, ReclamationTechnique technique, LongSupplier ownedPages, LongSupplier activePages) {}

    /**
     * A scheduler without guests.
     *
     * @param policy null to leave every target as it is
     */
    public MemoryScheduler(MachineMemory memory, @Nullable TargetPolicy policy) {
        this.memory = memory;
        this.policy = policy;
    }

    /**
     * Adds a guest.
     *
     * @param ownedPages frames it holds now
     * @param activePages pages it touched lately, as far as anybody knows
     */
    public void add(
            GuestView guest, ReclamationTechnique technique, LongSupplier ownedPages, LongSupplier activePages) {
        tenants.add(new Tenant(guest, technique, ownedPages, activePages));
    }

    /** Forgets a guest. */
    public void remove(GuestView guest) {
        tenants.removeIf(tenant -> tenant.guest.equals(guest));
    }

    @Override
    public String roleName() {
        return "memory-scheduler";
    }

    @Override
    public int doWork() {
        TargetPolicy how = policy;
        if (how == null || polls++ % POLLS_PER_LOOK != 0) {
            return 0;
        }
        long free = memory.freeFrames();
        updateState(free);
        demands.clear();
        asked.clear();
        for (Tenant tenant : tenants) {
            if (tenant.technique.isAvailable()) {
                demands.add(demandOf(tenant));
                asked.add(tenant);
            }
        }
        if (targets.length < demands.size()) {
            targets = new long[demands.size()];
        }
        how.setTargets(state, free, memory.frames(), demands, targets);
        int changed = 0;
        for (int i = 0; i < asked.size(); i++) {
            ReclamationTechnique technique = asked.get(i).technique;
            if (technique.target() != targets[i]) {
                technique.setTarget(targets[i]);
                changed++;
            }
        }
        return changed;
    }

    private void updateState(long free) {
        MemoryState before = state;
        MemoryState now = MemoryState.next(before, free, memory.frames());
        if (now != before) {
            state = now;
            PressureStateEvent.emit(free, before.name(), now.name());
        }
    }

    private static GuestDemand demandOf(Tenant tenant) {
        GuestView guest = tenant.guest;
        return new GuestDemand(
                guest.pages(),
                Math.min(guest.settings().minPages(), guest.pages()),
                guest.pages(),
                guest.settings().shares(),
                Math.max(0, tenant.activePages.getAsLong()),
                Math.max(0, tenant.ownedPages.getAsLong()),
                Math.clamp(tenant.technique.pagesHeld(), 0, guest.pages()));
    }

    /** How short of memory the host is. Any thread. */
    public MemoryState state() {
        return state;
    }
}
