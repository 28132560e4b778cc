/**
 * Which commits are counted. `first-parent`: a merge is one change of the branch it was merged into. `all-commits`: each commit where it was
 * made, on whatever branch; a merge only with what it did itself.
 */
export const walks = ['first-parent', 'all-commits'] as const;
export type Walk = (typeof walks)[number];
