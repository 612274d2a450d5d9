package io.ballonet.scenario.accuracy;

/** What virtual CPUs do with their translations when a scan has cleared accessed bits. */
enum TlbMode {
    /** They forget them all before they go on, so that the next access to a page sets its bit again: nothing is hidden. */
    SHOOTDOWN("shootdown"),
    /** They keep them, as kernels do it: an access that the TLB serves leaves no bit. */
    NONE("none");

    private final String label;

    TlbMode(String label) {
        this.label = label;
    }

    /** Its name in results. */
    String label() {
        return label;
    }
}
