package io.ballonet.report;

/** What each family asks, for the reader. */
final class FamilyText {
    private FamilyText() {}

    /** A sentence or two; empty for a family that is not known. */
    static String question(String family) {
        return switch (family) {
            case "limit" ->
                "What can this machine do at most? Every ratio below is to one of these, measured in the same run.";
            case "allocator" ->
                "What does it cost to take a 4 KiB frame and to give it back, and what is left of that when memory is"
                        + " nearly full or another core frees?";
            case "zeroing" ->
                "What does it cost that a frame reads zeros to its next owner, and what does it take from a neighbour?";
            case "translation" -> "What does a guest’s access to memory cost above the bare load?";
            case "shootdown" -> "How long until every virtual CPU has forgotten a mapping that was revoked?";
            case "pin" -> "What does it cost to put a page out of everybody’s reach, and to give it back?";
            case "channel" -> "How many page numbers a second go from guest to host, and how long does an answer take?";
            case "scan" ->
                "How fast are the inactive pages found, how many of them, and what does clearing their accessed bits"
                        + " cost?";
            case "reclaim" ->
                "What does a page cost on its whole way from the guest to the host, and on its way back? Pages of ours"
                        + " are not a hypervisor’s: these figures hold no exits and no hardware page tables.";
            case "technique" -> "Which way of taking memory back costs the guest least?";
            case "replay" -> "How many accesses of a page trace does each policy decide in a second?";
            default -> "";
        };
    }
}
