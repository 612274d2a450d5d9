@NullMarked
package io.ballonet.scenario.story;

import org.jspecify.annotations.NullMarked;
