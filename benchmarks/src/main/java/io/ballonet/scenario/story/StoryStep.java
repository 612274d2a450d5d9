package io.ballonet.scenario.story;

import java.util.List;

/**
 * One thing that happens, with everything it happens to before and after.
 *
 * @param title what happens, in one line
 * @param explanation why, in two sentences
 * @param touches accesses that processes made, in order
 * @param notes what else was observed, one line each
 */
public record StoryStep(
        String title,
        String explanation,
        List<Touch> touches,
        List<String> notes,
        StorySnapshot before,
        StorySnapshot after) {

    /** Copies the lists. */
    public StoryStep {
        touches = List.copyOf(touches);
        notes = List.copyOf(notes);
    }

    /**
     * One access of a process, 8 bytes long.
     *
     * @param guest whose process
     * @param isWrite false for a read
     * @param page its colour
     * @param bytes what was read or written, as text; empty for zeros
     * @param guestFaults faults that the guest's kernel handled on the way
     * @param hostFaults faults that the host handled on the way
     */
    public record Touch(String guest, boolean isWrite, String page, String bytes, long guestFaults, long hostFaults) {}
}
