package io.ballonet.guest;

/**
 * One process's virtual memory: a root table, and pages {@code [0, pages)} that read zeros until they are written.
 *
 * @param id number within the guest
 * @param name for messages
 * @param root offset of the root table
 * @param pages size in virtual pages; an access beyond is a fault of the process
 */
public record AddressSpace(int id, String name, long root, long pages) {}
