package io.ballonet.micro.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.paging.AccessBitmap;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.PackedAccessView;

/** One accessed bit a page, and two levels above, as {@link AccessBitmap} has them. */
final class PackedTable extends AccessTable {
    private final AccessBitmap bitmap;
    private final Region chosen;
    private final long accessedPages;
    private final AccessView view;
    private long next;

    PackedTable(boolean vectors, long pages, double set, String clusters) {
        super(pages, set, clusters);
        this.bitmap = new AccessBitmap(pages);
        this.view = vectors ? new PackedAccessView(bitmap, 0) : PackedAccessView.withoutVectors(bitmap, 0);
        long accessed = 0;
        for (long page = 0; page < pages; page++) {
            if (isChosen(page)) {
                bitmap.touch(page);
                accessed++;
            }
        }
        this.accessedPages = accessed;
        this.chosen = Region.map(bitmap.metadataBytes());
        Words.copy(bitmap.address(0), chosen.address(), bitmap.metadataBytes());
    }

    @Override
    AccessView view() {
        return view;
    }

    @Override
    long accessedPages() {
        return accessedPages;
    }

    /** All levels at once, upper ones included. */
    @Override
    void rearm() {
        Words.copy(chosen.address(), bitmap.address(0), bitmap.metadataBytes());
    }

    @Override
    void rearmNext(long count) {
        for (long i = 0; i < count; i++) {
            if (isChosen(next)) {
                bitmap.touch(next);
            }
            next = next + 1 == pages() ? 0 : next + 1;
        }
    }

    @Override
    boolean touch(long page) {
        boolean wasSet = bitmap.isSet(0, page);
        bitmap.touch(page);
        return !wasSet;
    }

    @Override
    public void close() {
        bitmap.close();
        chosen.close();
    }
}
