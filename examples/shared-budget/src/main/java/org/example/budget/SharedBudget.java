package org.example.budget;

import io.ballonet.host.MemoryBudget;
import java.nio.charset.StandardCharsets;

/** Two caches of 6 MiB each under a budget of 8 MiB: when one grows, the other gives pages back. */
final class SharedBudget {
    private static final int SLOTS = 1536;

    private SharedBudget() {}

    public static void main(String[] arguments) {
        try (MemoryBudget budget = MemoryBudget.start(8 << 20)) {
            PageCache articles = new PageCache(budget, "articles", SLOTS);
            PageCache images = new PageCache(budget, "images", SLOTS);
            fill(articles, "article");
            System.out.println(articles.memory().usedBytes()); // 6291456: everything
            fill(images, "image"); // 4 MiB more than are free
            System.out.println(articles.memory().givenBytes()); // what the idle cache gave back
            System.out.println(text(articles, 7)); // article 7: nothing is lost
        }
    }

    static void fill(PageCache cache, String word) {
        for (int key = 0; key < SLOTS; key++) {
            cache.put(key, (word + " " + key).getBytes(StandardCharsets.UTF_8));
        }
    }

    static String text(PageCache cache, long key) {
        return cache.get(key)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElse("none");
    }
}
