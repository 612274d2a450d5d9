package io.ballonet.balloon.driver;

/** Why a balloon is smaller than its target. */
public enum Shortfall {
    /** It is not. */
    NONE("target met"),
    /** The host has not opened the session yet. */
    NO_SESSION("no session with the host yet"),
    /** More pages are on their way. */
    IN_PROGRESS("pages are on their way"),
    /** Every page that is left was touched within the window. */
    NO_INACTIVE_PAGES("every page left was touched within the window"),
    /** The target is larger than the driver may give. */
    AT_MAXIMUM("the balloon is as large as its setting allows"),
    /** The guest ran out of memory lately and got pages back. */
    OUT_OF_MEMORY("the guest itself ran out of memory");

    private final String text;

    Shortfall(String text) {
        this.text = text;
    }

    /** The reason in words. */
    public String text() {
        return text;
    }
}
