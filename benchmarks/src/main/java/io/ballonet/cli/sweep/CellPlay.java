package io.ballonet.cli.sweep;

import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceInput;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cell while its trace is played: a policy that fails fails alone, beside whichever others hear the same accesses.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class CellPlay {
    private final Cell cell;
    private @Nullable ReplayPolicy policy;
    private long elapsedNs;
    private @Nullable String failure;

    private CellPlay(Cell cell) {
        this.cell = cell;
    }

    /** A cell whose policy has every frame empty. */
    static CellPlay of(Cell cell, TraceInput input) {
        CellPlay play = new CellPlay(cell);
        // No policy evicts before its frames are full: more frames than pages give the same counts and cost memory.
        int frames = (int) Math.min(cell.frames(), input.distinctPages());
        play.policy =
                play.guarded(() -> ReplayPolicies.REGISTRY.named(cell.policy()).create(input, frames));
        return play;
    }

    /** The next accesses. */
    void play(long[] accesses, int from, int to) {
        ReplayPolicy playing = policy;
        if (playing == null) {
            return;
        }
        long start = System.nanoTime();
        policy = guarded(() -> {
            playing.play(accesses, from, to);
            return playing;
        });
        elapsedNs += System.nanoTime() - start;
    }

    private @Nullable ReplayPolicy guarded(Supplier<ReplayPolicy> action) {
        try {
            return action.get();
        } catch (TraceException e) {
            failure = e.getMessage();
        } catch (OutOfMemoryError e) {
            // What filled the heap is garbage by now, so there is room to say so.
            failure = "fills the Java heap of " + (Runtime.getRuntime().maxMemory() >>> 20)
                    + " MiB; take fewer --jobs, or raise -Xmx";
        } catch (RuntimeException | Error e) {
            failure = "the policy failed: " + e;
        }
        return null;
    }

    Cell cell() {
        return cell;
    }

    /** Why there is no result; empty where there is one. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** After the last access, where nothing failed. */
    CellResult result(String commit, boolean dirty) {
        ReplayPolicy played = policy;
        if (played == null) {
            throw new IllegalStateException("failed: cell=" + cell + ", failure=" + failure);
        }
        long writebacks = played.writebacks();
        return new CellResult(
                cell,
                played.misses(),
                writebacks == ReplayPolicy.NO_WRITEBACKS ? null : writebacks,
                elapsedNs,
                commit,
                dirty);
    }
}
