package io.ballonet.guest;

/** What a guest does when it has no page left and nothing to evict: deflate-on-OOM, where there is a balloon. */
@FunctionalInterface
public interface OutOfMemoryRelief {
    /**
     * Asks for pages and gives the helper a chance to bring some. Called outside the kernel lock and outside the guest, again
     * and again while there is hope.
     *
     * @return false if nothing will come
     */
    boolean relieve(long pages);
}
