package io.ballonet.scan;

/**
 * Which bits of an 8-byte entry say that its page is a candidate, and which one that it was accessed.
 *
 * <p>For the x86-64 shape with present at bit 0 and accessed at bit 5:
 *
 * <pre>{@code
 * candidateMask  = 1        look at present
 * candidateValue = 1        and want it set
 * accessedMask   = 1 << 5
 * }</pre>
 *
 * A guest-pinned bit is added to the mask and left 0 in the value.
 *
 * @param candidateMask bits that decide whether the page may be taken
 * @param candidateValue what those bits are in a candidate; no bits outside the mask
 * @param accessedMask the accessed bit, one bit, outside the candidate mask
 */
public record EntryAccessBits(long candidateMask, long candidateValue, long accessedMask) {
    /** Checks that the masks fit together. */
    public EntryAccessBits {
        if ((candidateValue & ~candidateMask) != 0
                || Long.bitCount(accessedMask) != 1
                || (accessedMask & candidateMask) != 0) {
            throw new IllegalArgumentException(
                    "entry bits must be a value inside its mask and one accessed bit outside it: candidateMask=0x"
                            + Long.toHexString(candidateMask) + ", candidateValue=0x" + Long.toHexString(candidateValue)
                            + ", accessedMask=0x" + Long.toHexString(accessedMask));
        }
    }

    /** Bits that decide whether the page is an accessed candidate. */
    long accessedCandidateMask() {
        return candidateMask | accessedMask;
    }

    /** What those bits are in an accessed candidate. */
    long accessedCandidateValue() {
        return candidateValue | accessedMask;
    }

    boolean isCandidate(long entry) {
        return (entry & candidateMask) == candidateValue;
    }

    boolean isAccessedCandidate(long entry) {
        return (entry & accessedCandidateMask()) == accessedCandidateValue();
    }
}
