/**
 * What translation, shootdown and pins cost: loads through the software TLB and past it, grace periods, guest and host pins
 * alone and while virtual CPUs touch and scans clear the same pages.
 *
 * <p>Start with {@link io.ballonet.micro.paging.Translation}. Depends on {@code core}, {@code micro} and {@code result}.
 */
@NullMarked
package io.ballonet.micro.paging;

import org.jspecify.annotations.NullMarked;
