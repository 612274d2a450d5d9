@NullMarked
package io.ballonet.scenario.overcommit;

import org.jspecify.annotations.NullMarked;
