package io.ballonet.unit;

/** What a registry knows of one implementation: its name in the literature, where it was published, and what it is. */
public interface Contender {
    /** Lower case with hyphens, unique in its family; the name on the command line and in results. */
    String registryName();

    /** One line: the idea. */
    String summary();

    /** Paper or source, with section where it helps. */
    String source();

    /** A foil is here to show what a design costs, not to be used. */
    default boolean isFoil() {
        return false;
    }
}
