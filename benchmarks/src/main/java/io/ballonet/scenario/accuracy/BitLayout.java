package io.ballonet.scenario.accuracy;

/** Where a guest keeps its accessed bits. */
enum BitLayout {
    /** In the entries of its page tables, reached through the reverse map. */
    ENTRY("entry"),
    /** In a bitmap of one bit a page, with upper levels. */
    PACKED("packed");

    private final String label;

    BitLayout(String label) {
        this.label = label;
    }

    /** Its name in results. */
    String label() {
        return label;
    }
}
