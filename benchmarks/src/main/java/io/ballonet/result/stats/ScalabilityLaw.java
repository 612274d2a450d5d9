package io.ballonet.result.stats;

/**
 * Gunther's universal scalability law with certain parameters: {@code X(N) = λN / (1 + σ(N − 1) + κN(N − 1))}.
 *
 * @param single λ: throughput of one thread, greater than 0
 * @param contention σ: share of the work that threads do one after the other, at least 0
 * @param coherence κ: what each pair of threads costs, at least 0
 */
public record ScalabilityLaw(double single, double contention, double coherence) {
    private static final int PARAMETERS = 3;
    private static final double NEVER_NEGATIVE = 0;

    /** Throughput of so many threads, at least 1. */
    public double throughput(double threads) {
        return single * threads / (1 + contention * (threads - 1) + coherence * threads * (threads - 1));
    }

    /** Number of threads with the most throughput, from which on more threads do less; infinite where coherence costs nothing. */
    public double peak() {
        return contention >= 1 ? 1 : Math.max(1, Math.sqrt((1 - contention) / coherence));
    }

    /**
     * The law that misses the throughputs least: the sum of the squares of its relative errors in {@code N / X(N)} is the least of
     * all with σ and κ at least 0.
     *
     * @param threads at least three that differ
     * @param throughputs one for each, greater than 0
     */
    public static ScalabilityLaw fit(int[] threads, double[] throughputs) {
        /*
         * N / X(N) = a + b(N − 1) + cN(N − 1) with a = 1/λ, b = σ/λ, c = κ/λ is linear, and throughput is noisy by a share of
         * itself, so each equation is divided by its left side and all have the same weight. The sum of squares is convex:
         * the least with b, c ≥ 0 is the least of four problems in which b, c, both or none are 0 and the others free, among
         * those whose solution is not negative. a is positive wherever b and c are 0, so there is always one.
         */
        double best = Double.POSITIVE_INFINITY;
        ScalabilityLaw law = null;
        for (boolean[] free :
                new boolean[][] {{true, true, true}, {true, true, false}, {true, false, true}, {true, false, false}}) {
            double[] solved = solve(threads, throughputs, free);
            if (solved[0] > 0 && solved[1] >= NEVER_NEGATIVE && solved[2] >= NEVER_NEGATIVE) {
                double error = error(threads, throughputs, solved);
                if (error < best) {
                    best = error;
                    law = new ScalabilityLaw(1 / solved[0], solved[1] / solved[0], solved[2] / solved[0]);
                }
            }
        }
        if (law == null) {
            throw new IllegalArgumentException("throughputs must be finite and greater than 0");
        }
        return law;
    }

    private static double[] row(int threads, double throughput) {
        double left = threads / throughput;
        return new double[] {1 / left, (threads - 1) / left, threads * (threads - 1.0) / left};
    }

    private static double error(int[] threads, double[] throughputs, double[] solved) {
        double sum = 0;
        for (int i = 0; i < threads.length; i++) {
            double[] row = row(threads[i], throughputs[i]);
            double miss = row[0] * solved[0] + row[1] * solved[1] + row[2] * solved[2] - 1;
            sum += miss * miss;
        }
        return sum;
    }

    /** Least squares by the normal equations; what is not free is 0. */
    private static double[] solve(int[] threads, double[] throughputs, boolean[] free) {
        double[][] equations = new double[PARAMETERS][PARAMETERS + 1];
        for (int i = 0; i < threads.length; i++) {
            double[] row = row(threads[i], throughputs[i]);
            for (int j = 0; j < PARAMETERS; j++) {
                for (int k = 0; k < PARAMETERS; k++) {
                    equations[j][k] += row[j] * row[k];
                }
                equations[j][PARAMETERS] += row[j];
            }
        }
        for (int j = 0; j < PARAMETERS; j++) {
            if (!free[j]) {
                for (int k = 0; k <= PARAMETERS; k++) {
                    equations[j][k] = 0;
                    if (k < PARAMETERS) {
                        equations[k][j] = 0;
                    }
                }
                equations[j][j] = 1;
            }
        }
        return eliminate(equations);
    }

    /** Cholesky's order needs no pivots: the equations are symmetric and positive definite. */
    private static double[] eliminate(double[][] equations) {
        for (int pivot = 0; pivot < PARAMETERS; pivot++) {
            for (int row = 0; row < PARAMETERS; row++) {
                if (row != pivot) {
                    double factor = equations[row][pivot] / equations[pivot][pivot];
                    for (int column = pivot; column <= PARAMETERS; column++) {
                        equations[row][column] -= factor * equations[pivot][column];
                    }
                }
            }
        }
        double[] solved = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            solved[i] = equations[i][PARAMETERS] / equations[i][i];
        }
        return solved;
    }
}
