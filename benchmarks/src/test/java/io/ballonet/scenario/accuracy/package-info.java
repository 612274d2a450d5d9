@NullMarked
package io.ballonet.scenario.accuracy;

import org.jspecify.annotations.NullMarked;
