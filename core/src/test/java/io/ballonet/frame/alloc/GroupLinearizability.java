package io.ballonet.frame.alloc;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the calls, one after another and true to which call ended before which began, in which
 * {@link ReferenceAllocator} could have answered the same.
 *
 * <p>Lincheck's own verifier wants a specification with one right answer, but which group is given is free to choose, so that the
 * answers lead here and the reference only says whether they were possible. One answer is allowed beyond that: a call that
 * overlaps another may find no group although there was one at every moment, as {@link FrameAllocator} implementations say of
 * themselves; a call that overlaps none may not.
 */
public final class GroupLinearizability implements Verifier {
    private final CheckedCase checked = CheckedCalls.inUse();

    /** As Lincheck makes it; the specification is not used. */
    public GroupLinearizability(@SuppressWarnings("unused") Class<?> sequentialSpecification) {}

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
        List<List<ResultWithClock>> threads = results.getThreadsResultsWithClock();
        return new Search(checked, threads).complete(new int[threads.size()]);
    }

    private static final class Search {
        private final CheckedCase checked;
        private final ReferenceAllocator state;
        private final List<List<ResultWithClock>> threads;

        Search(CheckedCase checked, List<List<ResultWithClock>> threads) {
            this.checked = checked;
            this.state = checked.reference();
            this.threads = threads;
        }

        /** True if the calls from here on can follow each other; {@code done} calls of each thread lie behind. */
        boolean complete(int[] done) {
            boolean over = true;
            for (int thread = 0; thread < threads.size(); thread++) {
                if (done[thread] == threads.get(thread).size()) {
                    continue;
                }
                over = false;
                CheckedCall call = callOf(thread, done[thread]);
                if (call != null && mayBegin(thread, done) && apply(call, thread, done[thread])) {
                    done[thread]++;
                    boolean found = complete(done);
                    done[thread]--;
                    undo(call);
                    if (found) {
                        return true;
                    }
                }
            }
            return over;
        }

        /** An exception is no call, so that no order is found: no thread misuses the allocator unawares. */
        private @Nullable CheckedCall callOf(int thread, int index) {
            return threads.get(thread).get(index).getResult() instanceof ValueResult value
                            && value.getValue() instanceof CheckedCall call
                    ? call
                    : null;
        }

        private boolean mayBegin(int thread, int[] done) {
            for (int other = 0; other < threads.size(); other++) {
                if (other != thread && endedBefore(thread, done[thread], other) > done[other]) {
                    return false;
                }
            }
            return true;
        }

        private int endedBefore(int thread, int index, int other) {
            return threads.get(thread).get(index).getClockOnStart().get(other);
        }

        private boolean apply(CheckedCall call, int thread, int index) {
            return switch (call.kind()) {
                case ALLOCATED -> state.claim(call.frame(), call.order());
                case FOUND_NONE ->
                    state.lowestFree(call.order()) == FrameAllocator.NO_FRAME
                            || (call.order() > 0 && !checked.coalesces())
                            || overlapsAnother(thread, index);
                case FREED -> free(call);
                case REFUSED -> !state.begins(call.frame(), call.order());
                case NOTHING -> true;
            };
        }

        private boolean free(CheckedCall call) {
            boolean held = state.begins(call.frame(), call.order());
            if (held) {
                state.free(call.frame(), call.order(), 0);
            }
            return held;
        }

        private void undo(CheckedCall call) {
            if (call.kind() == CheckedCall.Kind.ALLOCATED) {
                state.free(call.frame(), call.order(), 0);
            } else if (call.kind() == CheckedCall.Kind.FREED) {
                state.claim(call.frame(), call.order());
            }
        }

        private boolean overlapsAnother(int thread, int index) {
            for (int other = 0; other < threads.size(); other++) {
                for (int i = 0; other != thread && i < threads.get(other).size(); i++) {
                    if (i >= endedBefore(thread, index, other) && index >= endedBefore(other, i, thread)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
