package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 1024;
    private static final long BUDGET = (long) PAGES * PAGE;

    private static void stamp(Tenant tenant, int pages, long stamp) {
        for (long page = 0; page < pages; page++) {
            tenant.putLong(page * PAGE, stamp + page);
        }
    }

    private static void check(Tenant tenant, int pages, long stamp) {
        for (long page = 0; page < pages; page++) {
            assertEquals(stamp + page, tenant.getLong(page * PAGE), "page=" + page);
        }
    }

    @Test
    void freshTenantReadsZerosAndHasNoPage() {
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET + 17)) {
            Tenant tenant = budget.newTenant("a", PAGE + 1);
            assertEquals("a", tenant.name());
            assertEquals(BUDGET, budget.bytes());
            assertEquals(2 * PAGE, tenant.bytes());
            assertEquals(0, tenant.usedBytes());
            assertEquals(0, tenant.getLong(2 * PAGE - 8));
            assertEquals(PAGE, tenant.usedBytes());
            assertEquals(BUDGET - PAGE, budget.freeBytes());
        }
    }

    @Test
    void tenantThatGrowsGetsThePagesOfTheIdleOne() {
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET)) {
            Tenant idle = budget.newTenant("idle", BUDGET);
            Tenant growing = budget.newTenant("growing", BUDGET);
            stamp(idle, PAGES * 7 / 8, 1L << 32);
            assertEquals(0, idle.givenBytes());
            stamp(growing, PAGES / 2, 2L << 32);
            assertTrue(idle.givenBytes() >= BUDGET / 4, () -> "givenBytes=" + idle.givenBytes());
            assertTrue(idle.usedBytes() + growing.usedBytes() <= BUDGET);
            check(growing, PAGES / 2, 2L << 32);
            check(idle, PAGES * 7 / 8, 1L << 32);
        }
    }

    @Test
    void closedTenantLeavesItsPagesToTheOthers() {
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET)) {
            Tenant first = budget.newTenant("first", BUDGET);
            stamp(first, PAGES / 2, 5);
            first.close();
            first.close();
            assertEquals(BUDGET, budget.freeBytes());
            assertThrows(IllegalStateException.class, () -> first.getLong(0));
            assertThrows(IllegalStateException.class, first::usedBytes);
            Tenant second = budget.newTenant("second", BUDGET);
            assertEquals(0, second.getLong(0), "what the other wrote is not seen");
        }
    }

    @Test
    void closedBudgetClosesItsTenants() {
        MemoryBudget budget = MemoryBudget.stepped(BUDGET);
        Tenant tenant = budget.newTenant("a", BUDGET);
        budget.close();
        budget.close();
        assertThrows(IllegalStateException.class, () -> tenant.putLong(0, 1));
        assertThrows(IllegalStateException.class, () -> budget.newTenant("b", PAGE));
        assertThrows(IllegalStateException.class, budget::freeBytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesAtAnyOffsetReadAsTheyWereWritten(long seed) {
        Random random = new Random(seed);
        byte[] expected = new byte[5 * PAGE];
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET)) {
            Tenant tenant = budget.newTenant("a", expected.length);
            for (int i = 0; i < 300; i++) {
                byte[] part = new byte[random.nextInt(3 * PAGE)];
                random.nextBytes(part);
                int offset = random.nextInt(expected.length - part.length + 1);
                tenant.put(offset, part);
                System.arraycopy(part, 0, expected, offset, part.length);
                int from = random.nextInt(expected.length);
                byte[] read = new byte[random.nextInt(expected.length - from + 1)];
                tenant.get(from, read);
                byte[] want = new byte[read.length];
                System.arraycopy(expected, from, want, 0, want.length);
                assertArrayEquals(want, read, "seed=" + seed + ", round=" + i);
            }
        }
    }

    @Test
    void bytesThatAreNotTheTenantsAreRefused() {
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET)) {
            Tenant tenant = budget.newTenant("a", PAGE);
            assertThrows(IndexOutOfBoundsException.class, () -> tenant.getLong(PAGE));
            assertThrows(IndexOutOfBoundsException.class, () -> tenant.putLong(-8, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> tenant.put(PAGE - 3, new byte[4]));
            assertThrows(IndexOutOfBoundsException.class, () -> tenant.get(Long.MAX_VALUE - 2, new byte[4]));
            assertThrows(IllegalArgumentException.class, () -> tenant.getLong(4));
            tenant.putLong(PAGE - 8, 7);
            assertEquals(7, tenant.getLong(PAGE - 8));
        }
    }

    /** What nobody can give back must fit: a fault that waits in vain would be the first to say so. */
    @Test
    void tenantsThatCouldKeepMoreThanThereIsAreRefused() {
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET)) {
            budget.newTenant("a", BUDGET);
            Tenant second = budget.newTenant("b", BUDGET);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> budget.newTenant("c", BUDGET));
            assertTrue(String.valueOf(refused.getMessage()).contains("tenant=c"), refused::getMessage);
            second.close();
            budget.newTenant("c", BUDGET);
            assertThrows(IllegalArgumentException.class, () -> budget.newTenant("d", 0));
        }
    }

    /** As many as are taken, all full and in turns: nobody waits in vain. */
    @Test
    void everyTenantThatIsTakenCanWriteAllItsBytes() {
        try (MemoryBudget budget = MemoryBudget.stepped(BUDGET)) {
            Tenant[] tenants = {budget.newTenant("a", BUDGET), budget.newTenant("b", BUDGET)};
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < tenants.length; i++) {
                    stamp(tenants[i], PAGES, (long) (i + 1) << 32 | (long) round << 16);
                }
            }
            for (int i = 0; i < tenants.length; i++) {
                check(tenants[i], PAGES, (long) (i + 1) << 32 | 1L << 16);
            }
        }
    }

    @Test
    void startedBudgetMovesPagesByItself() {
        try (MemoryBudget budget = MemoryBudget.start(BUDGET)) {
            Tenant idle = budget.newTenant("idle", BUDGET);
            Tenant growing = budget.newTenant("growing", BUDGET);
            stamp(idle, PAGES * 7 / 8, 1L << 32);
            stamp(growing, PAGES / 2, 2L << 32);
            check(idle, PAGES * 7 / 8, 1L << 32);
            check(growing, PAGES / 2, 2L << 32);
        }
    }

    @Test
    void budgetWithoutAPageIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> MemoryBudget.stepped(PAGE - 1));
        assertThrows(IllegalArgumentException.class, () -> MemoryBudget.start(-1));
    }
}
