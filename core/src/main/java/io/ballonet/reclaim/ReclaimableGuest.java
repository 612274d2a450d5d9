package io.ballonet.reclaim;

import io.ballonet.guest.GuestView;

/**
 * What a technique may work with on one guest.
 *
 * @param guest how it is configured
 * @param balloon its balloon, which does what a technique of another kind leaves to it
 */
public record ReclaimableGuest(GuestView guest, ReclamationTechnique balloon) {}
