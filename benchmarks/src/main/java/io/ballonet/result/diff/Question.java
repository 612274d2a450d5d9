package io.ballonet.result.diff;

import io.ballonet.result.Subject;
import java.util.SortedMap;

/** What pairs the rows of two folders: they measure the same if all of this is equal. */
record Question(
        String family, String benchmark, String contender, int threads, SortedMap<String, Object> params, String unit) {

    static Question of(Subject subject) {
        return new Question(
                subject.family(),
                subject.benchmark(),
                subject.contender(),
                subject.threads(),
                subject.params(),
                subject.unit());
    }
}
