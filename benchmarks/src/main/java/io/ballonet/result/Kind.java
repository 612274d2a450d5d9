package io.ballonet.result;

/** What a contender is to the reader: ours, a foil that shows what a design costs, a peer, or a limit of the machine. */
public enum Kind {
    OURS,
    FOIL,
    PEER,
    LIMIT
}
