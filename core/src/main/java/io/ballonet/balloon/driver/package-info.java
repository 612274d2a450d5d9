/**
 * The guest half of the balloon: polls the target, finds pages, pins them, sends their numbers, and gives them back.
 *
 * <p>Knows page numbers of its own guest and nothing of frames or of other guests (obliviousness). Holds I4 (guest-pinned is
 * untouchable) together with its {@link io.ballonet.balloon.driver.GuestMemory}, and its side of I7. Start with
 * {@link io.ballonet.balloon.driver.BalloonDriver}. Depends on {@code scan}, {@code channel} and below; never on
 * {@code balloon.backend}.
 */
@NullMarked
package io.ballonet.balloon.driver;

import org.jspecify.annotations.NullMarked;
