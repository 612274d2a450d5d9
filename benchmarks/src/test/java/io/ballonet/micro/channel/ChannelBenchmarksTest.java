package io.ballonet.micro.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.channel.BalloonChannels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

class ChannelBenchmarksTest {
    private final ChannelRate.Failures failures = new ChannelRate.Failures();

    @ParameterizedTest
    @ValueSource(classes = {ChannelRate.class, ChannelRoundTrip.class})
    void contendersAreTheRegistrys(Class<?> benchmark) throws NoSuchFieldException {
        String[] names =
                benchmark.getField("contender").getAnnotation(Param.class).value();
        assertEquals(BalloonChannels.REGISTRY.names(), List.of(names));
    }

    @Test
    void batchIsThePagesOfOneMessageWhereTheChannelBatches() {
        assertEquals(512, pagesPerMessage("one-to-one", 512));
        assertEquals(16, pagesPerMessage("one-to-one", 16));
        assertEquals(1, pagesPerMessage("one-to-one", 1));
    }

    @Test
    void contenderDecidesHowManyPagesAMessageCarries() {
        assertEquals(1, pagesPerMessage("page-per-message", 512));
    }

    @Test
    void unknownEncodingIsRefused() {
        ChannelRate rate = rate("one-to-one", 8);
        rate.encoding = "morse";
        assertThrows(IllegalArgumentException.class, rate::open);
    }

    @Test
    void operationReceivesAtLeastItsBatch() {
        ChannelRate rate = rate("page-per-message", 64);
        rate.open();
        for (int i = 1; i <= 100; i++) {
            rate.rate(failures);
            assertTrue(rate.pages() >= 64L * i);
        }
        rate.close();
        assertEquals(0, failures.outOfRange);
    }

    @Test
    void rateBaselineSumsWithoutAChannel() {
        ChannelRate rate = rate("one-to-one", 4);
        rate.open();
        assertEquals(509L * (1 + 2 + 3), rate.baseline());
        rate.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-to-one", "page-per-message"})
    void roundTripReturnsTheSumOfThePagesThatCameBack(String contender) {
        ChannelRoundTrip benchmark = new ChannelRoundTrip();
        benchmark.contender = contender;
        benchmark.open();
        long sum = 0;
        for (int i = 0; i < 1_000; i++) {
            sum += i;
            assertEquals(sum, benchmark.roundTrip());
        }
        benchmark.close();
    }

    @Test
    void roundTripBaselineMovesOneMessageEachWay() {
        ChannelRoundTrip benchmark = new ChannelRoundTrip();
        benchmark.contender = "one-to-one";
        benchmark.open();
        assertEquals(2, benchmark.baseline());
        benchmark.close();
    }

    private long pagesPerMessage(String contender, int batch) {
        ChannelRate rate = rate(contender, batch);
        rate.open();
        rate.rate(failures);
        long pagesPerMessage = rate.pages() / rate.messages();
        rate.close();
        return pagesPerMessage;
    }

    private static ChannelRate rate(String contender, int batch) {
        ChannelRate rate = new ChannelRate();
        rate.contender = contender;
        rate.batch = batch;
        rate.encoding = "word";
        return rate;
    }
}
