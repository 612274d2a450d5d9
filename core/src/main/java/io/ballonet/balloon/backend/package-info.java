/**
 * The host half of the balloon: validates every page number, takes the frames behind them, and answers.
 *
 * <p>Believes nothing that comes from the guest (I8). Holds I2 (frames are freed after their grace period), I5 (host pins
 * hold) and its side of I7. Start with {@link io.ballonet.balloon.backend.BalloonBackend}. Depends on {@code channel},
 * {@code paging}, {@code frame} and below; never on {@code balloon.driver}.
 */
@NullMarked
package io.ballonet.balloon.backend;

import org.jspecify.annotations.NullMarked;
