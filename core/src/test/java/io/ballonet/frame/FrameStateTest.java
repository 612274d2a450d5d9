package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of {@link FrameState}'s transitions, illegal ones included, against a plain reference. */
class FrameStateTest {
    private static final int OWNER = 3;
    private static final int LAST_GENERATION = 0xFFFFFF;

    /** What a word says. */
    record Frame(int state, int owner, int pins, int generation, boolean residue) {
        static final Frame ILLEGAL = new Frame(-1, -1, -1, -1, false);

        long word() {
            return (long) generation << 40 | (long) owner << 24 | (long) pins << 8 | (residue ? 1 << 3 : 0) | state;
        }

        static Frame of(long word) {
            return word == FrameState.ILLEGAL
                    ? ILLEGAL
                    : new Frame(
                            FrameState.state(word),
                            FrameState.owner(word),
                            FrameState.pins(word),
                            FrameState.generation(word),
                            FrameState.hasResidue(word));
        }

        Frame to(int nextState) {
            return new Frame(nextState, owner, pins, generation, residue);
        }

        Frame withPins(int nextPins) {
            return new Frame(state, owner, nextPins, generation, residue);
        }

        Frame freed(boolean nextResidue) {
            return new Frame(FrameState.FREE, owner, 0, generation + 1 & LAST_GENERATION, nextResidue);
        }

        boolean isOwnedByOwner() {
            return state == FrameState.OWNED && owner == OWNER;
        }
    }

    enum Transition {
        ALLOCATE {
            @Override
            long apply(long word) {
                return FrameState.allocate(word, OWNER);
            }

            @Override
            Frame expected(Frame from) {
                return from.state == FrameState.FREE
                        ? new Frame(FrameState.OWNED, OWNER, 0, from.generation, false)
                        : Frame.ILLEGAL;
            }
        },
        RESERVE {
            @Override
            long apply(long word) {
                return FrameState.reserve(word);
            }

            @Override
            Frame expected(Frame from) {
                return from.state == FrameState.FREE
                        ? new Frame(FrameState.RESERVED, 0, 0, from.generation, from.residue)
                        : Frame.ILLEGAL;
            }
        },
        PIN {
            @Override
            long apply(long word) {
                return FrameState.pin(word, OWNER);
            }

            @Override
            Frame expected(Frame from) {
                return from.isOwnedByOwner() && from.pins < FrameState.MAX_PINS
                        ? from.withPins(from.pins + 1)
                        : Frame.ILLEGAL;
            }
        },
        UNPIN {
            @Override
            long apply(long word) {
                return FrameState.unpin(word);
            }

            @Override
            Frame expected(Frame from) {
                return from.state == FrameState.OWNED && from.pins > 0 ? from.withPins(from.pins - 1) : Frame.ILLEGAL;
            }
        },
        BEGIN_RECLAIM {
            @Override
            long apply(long word) {
                return FrameState.beginReclaim(word, OWNER);
            }

            @Override
            Frame expected(Frame from) {
                return from.isOwnedByOwner() && from.pins == 0 ? from.to(FrameState.RECLAIMING) : Frame.ILLEGAL;
            }
        },
        CANCEL_RECLAIM {
            @Override
            long apply(long word) {
                return FrameState.cancelReclaim(word);
            }

            @Override
            Frame expected(Frame from) {
                return from.state == FrameState.RECLAIMING ? from.to(FrameState.OWNED) : Frame.ILLEGAL;
            }
        },
        FREE_WITH_RESIDUE {
            @Override
            long apply(long word) {
                return FrameState.free(word, true);
            }

            @Override
            Frame expected(Frame from) {
                return mayBeFreed(from) ? from.freed(true) : Frame.ILLEGAL;
            }
        },
        FREE_ZEROED {
            @Override
            long apply(long word) {
                return FrameState.free(word, false);
            }

            @Override
            Frame expected(Frame from) {
                return mayBeFreed(from) ? from.freed(false) : Frame.ILLEGAL;
            }
        },
        CANCEL_FREE {
            @Override
            long apply(long word) {
                return FrameState.cancelFree(word);
            }

            @Override
            Frame expected(Frame from) {
                return from.state == FrameState.FREE
                        ? new Frame(FrameState.RECLAIMING, from.owner, 0, from.generation - 1 & LAST_GENERATION, false)
                        : Frame.ILLEGAL;
            }
        },
        ZEROED {
            @Override
            long apply(long word) {
                return FrameState.zeroed(word);
            }

            @Override
            Frame expected(Frame from) {
                return from.state == FrameState.FREE && from.residue
                        ? new Frame(FrameState.FREE, from.owner, 0, from.generation, false)
                        : Frame.ILLEGAL;
            }
        };

        abstract long apply(long word);

        abstract Frame expected(Frame from);

        static boolean mayBeFreed(Frame from) {
            return from.state == FrameState.RECLAIMING || from.state == FrameState.RESERVED;
        }
    }

    /* Only words that can be: a free frame or one on its way there has no pins, residue is a free frame's or the host's. */
    static Stream<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (int generation : new int[] {0, 1, LAST_GENERATION}) {
            for (int owner : new int[] {0, OWNER, OWNER + 1, FrameState.MAX_OWNER}) {
                for (boolean residue : new boolean[] {false, true}) {
                    frames.add(new Frame(FrameState.FREE, owner, 0, generation, residue));
                }
                for (int pins : new int[] {0, 1, 2, FrameState.MAX_PINS}) {
                    frames.add(new Frame(FrameState.OWNED, owner, pins, generation, false));
                }
                frames.add(new Frame(FrameState.RECLAIMING, owner, 0, generation, false));
            }
            frames.add(new Frame(FrameState.RESERVED, 0, 0, generation, false));
            frames.add(new Frame(FrameState.RESERVED, 0, 0, generation, true));
        }
        return frames.stream();
    }

    @ParameterizedTest
    @EnumSource(Transition.class)
    void everyTransitionIsAsTheTableSays(Transition transition) {
        frames().forEach(from -> assertEquals(
                transition.expected(from), Frame.of(transition.apply(from.word())), () -> transition + " of " + from));
    }

    @ParameterizedTest
    @EnumSource(Transition.class)
    void unknownStateHasNoTransition(Transition transition) {
        for (int state = 4; state < 8; state++) {
            assertEquals(FrameState.ILLEGAL, transition.apply(new Frame(state, OWNER, 1, 1, false).word()));
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void wordHoldsItsFieldsAndIsNeverTheSentinel(Frame frame) {
        assertEquals(frame, Frame.of(frame.word()));
        assertNotEquals(FrameState.ILLEGAL, frame.word());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void cancelledFreeLeavesTheFrameAsItWas(Frame frame) {
        if (frame.state == FrameState.RECLAIMING) {
            assertEquals(frame.word(), FrameState.cancelFree(FrameState.free(frame.word(), true)));
            assertEquals(frame.word(), FrameState.cancelFree(FrameState.free(frame.word(), false)));
        }
    }

    @Test
    void fieldsFillTheWordWithoutOverlap() {
        long[] masks = {
            FrameState.STATE_MASK,
            FrameState.RESIDUE,
            FrameState.PIN_MASK,
            FrameState.OWNER_MASK,
            FrameState.GENERATION_MASK
        };
        long seen = 0;
        for (long mask : masks) {
            assertEquals(0, seen & mask, () -> Long.toHexString(mask));
            seen |= mask;
        }
        assertEquals(~0xF0L, seen);
        assertEquals(FrameState.MAX_PINS, Long.bitCount(FrameState.PIN_MASK) == 16 ? 0xFFFF : -1);
        assertEquals(FrameState.MAX_OWNER, Long.bitCount(FrameState.OWNER_MASK) == 16 ? 0xFFFF : -1);
    }

    @Test
    void untouchedWordIsAFreeFrameThatReadsZeros() {
        assertEquals(new Frame(FrameState.FREE, 0, 0, 0, false), Frame.of(0));
    }

    @Test
    void wordPrintsWhatItSays() {
        assertEquals(
                "OWNED(owner=3, pins=1, generation=7)",
                FrameState.toString(new Frame(FrameState.OWNED, 3, 1, 7, false).word()));
        assertEquals("FREE(owner=0, pins=0, generation=0, residue)", FrameState.toString(FrameState.RESIDUE));
    }
}
