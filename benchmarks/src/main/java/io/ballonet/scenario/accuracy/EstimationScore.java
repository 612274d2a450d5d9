package io.ballonet.scenario.accuracy;

/**
 * How well ESX's estimator knew the active share, over periods and seeds.
 *
 * @param meanShare truth: the share of the pages accessed in a period
 * @param rmsError of the share of one period
 * @param expectedError noise of a sample of that size: the root of the mean of f(1-f)/n
 * @param bias mean of estimate - truth
 * @param activeBias the same of the highest of the moving averages and the current share, which is to err upwards
 */
record EstimationScore(
        String workload,
        TlbMode tlb,
        double meanShare,
        double rmsError,
        double expectedError,
        double bias,
        double activeBias) {

    /** Error in units of the sample's noise: 1 is what no estimator with that sample can beat. */
    double ratio() {
        return expectedError == 0 ? 0 : rmsError / expectedError;
    }
}
