package io.ballonet.report.text;

/** What each family asks, for the reader. */
public final class FamilyText {
    private FamilyText() {}

    /** A sentence or two; empty for a family that is not known. */
    public static String question(String family) {
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
            case "policy" ->
                "How long does the host take to decide how much each guest is to give, and does it take from those that idle?";
            case "replay" -> "How many accesses of a page trace does each policy decide in a second?";
            default -> "";
        };
    }

    /** How peers and foils are not like ours; empty where all do the same. */
    public static String unlike(String family) {
        return switch (family) {
            case "allocator" ->
                "Not like for like: malloc’s kin, netty and the arenas hand out addresses of their own choice, not frame numbers,"
                        + " and know neither cores nor how many huge frames are left; what is called through the foreign function"
                        + " API pays for the call, and ffm-arena writes zeros besides. Foils lack what makes the others slower or"
                        + " safer.";
            case "zeroing", "limit" -> "";
            case "channel" ->
                "Not like for like: queues of other libraries carry the same numbers, but no acknowledgement, no session and no"
                        + " check of a hostile ring.";
            case "scan" ->
                "Not like for like: the kernel’s own interfaces walk this process’s real page tables, pages besides ours among"
                        + " them, and enter the kernel for it; random and page-by-page are floors, not choices.";
            case "reclaim", "technique" ->
                "Not like for like with hypervisors: no exits, no hardware page tables, no device model.";
            case "replay" -> "Not like for like: opt knows the future; it is the floor of misses, not a choice.";
            default -> "";
        };
    }
}
