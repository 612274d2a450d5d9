package io.ballonet.unit;

import java.util.Optional;

/**
 * A contender that can stand in front of another of its family; a {@link Registry} then knows it as {@code outer+inner} too.
 *
 * @param <F> the family's factory interface
 */
public interface Decorating<F extends Contender> {
    /** This contender in front of {@code inner}, named {@code outer+inner}; empty if it stands alone. */
    Optional<F> over(F inner);
}
