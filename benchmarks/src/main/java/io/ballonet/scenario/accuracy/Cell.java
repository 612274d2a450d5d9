package io.ballonet.scenario.accuracy;

/**
 * One run of part A: who was asked about what, and how the guest noted its accesses.
 *
 * @param strategy registry name
 */
record Cell(String workload, String strategy, TlbMode tlb, BitLayout layout) {
    @Override
    public String toString() {
        return "workload=" + workload + ", strategy=" + strategy + ", tlb=" + tlb.label() + ", layout="
                + layout.label();
    }
}
