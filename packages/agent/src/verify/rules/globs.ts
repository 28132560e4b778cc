import picomatch from 'picomatch';

/**
 * Whether a path is meant by one of the globs of a ticket. `orders/` and `orders` mean all that is in the folder; letters are
 * told apart, and a dot at the beginning of a name is a character like any other.
 */
export function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => {
    const plain = glob.replace(/^\.?\/+/, '').replace(/\/+$/, '');
    return plain === '' || plain === '.' ? ['**'] : [plain, `${plain}/**`];
  });
  return patterns.length === 0 ? () => false : picomatch(patterns, { dot: true, nonegate: true });
}

/**
 * Whether a path is named by a glob that is about such paths: `tests/**` names tests, `src/**` does not although it may match
 * some. What holds a proof up is changed only where a person said so.
 */
export function namedOnPurpose(globs: readonly string[], path: string, isSuch: (path: string) => boolean): boolean {
  return globs.some((glob) => isSuch(glob.replace(/\*+$/, 'x')) && matcherOf([glob])(path));
}
