package io.ballonet.unit;

/** What a contender is in its family. */
public enum Role {
    /** To be used. */
    OURS,

    /** Here to show what a design costs, not to be used. */
    FOIL,

    /** Somebody else's, that ours are measured against. */
    PEER,

    /** What nobody can do better, because it knows what nobody can. */
    OPTIMUM
}
