package io.ballonet.scenario.scale;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.paging.AccessBitmap;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.EntryAccessBits;
import io.ballonet.scan.EntryAccessView;
import io.ballonet.scan.PackedAccessView;

/**
 * A guest's accessed bits without the guest: every page is a candidate, and a touch does what a page walk does.
 *
 * <p><b>Threads:</b> one.
 */
interface ScannedMemory extends AutoCloseable {
    AccessView view();

    void touch(long page);

    @Override
    void close();

    /** Packed bits and the two levels above them. */
    static ScannedMemory packed(long pages) {
        AccessBitmap bitmap = new AccessBitmap(pages);
        AccessView view = new PackedAccessView(bitmap, 0);
        return new ScannedMemory() {
            @Override
            public AccessView view() {
                return view;
            }

            @Override
            public void touch(long page) {
                bitmap.touch(page);
            }

            @Override
            public void close() {
                bitmap.close();
            }
        };
    }

    /** An 8-byte entry a page, in the x86-64 shape. */
    static ScannedMemory entries(long pages) {
        long present = 1;
        long accessed = 1 << 5;
        Region region = Region.mapHuge(pages * Long.BYTES);
        for (long page = 0; page < pages; page++) {
            Words.set(region.address() + page * Long.BYTES, present);
        }
        AccessView view = new EntryAccessView(region.address(), pages, new EntryAccessBits(present, present, accessed));
        return new ScannedMemory() {
            @Override
            public AccessView view() {
                return view;
            }

            @Override
            public void touch(long page) {
                long address = region.address() + page * Long.BYTES;
                if ((Words.getOpaque(address) & accessed) == 0) {
                    Words.getAndBitwiseOr(address, accessed); // pairs with the compare-and-set of the view's clear
                }
            }

            @Override
            public void close() {
                region.close();
            }
        };
    }
}
