package io.ballonet.guest;

/** What the host may know of a guest without asking it: how it was configured. */
public interface GuestView {
    /** Number, and owner of its frames. */
    int id();

    String name();

    /** Pages that the guest believes it has. */
    long pages();

    GuestSettings settings();
}
