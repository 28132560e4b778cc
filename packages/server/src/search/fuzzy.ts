/** The paths that hold the letters of a pattern in their order, the best first: a name that begins with it before one that holds it. */
export function fuzzy(paths: readonly string[], pattern: string, limit: number): { readonly paths: string[]; readonly limited: boolean } {
  const pieces = pattern
    .replaceAll('\\', '/')
    .toLowerCase()
    .split(/[\s*"]+/)
    .filter(Boolean);
  const found: { readonly path: string; readonly rank: number }[] = [];
  for (const path of paths) {
    const rank = rankOf(path, pieces);
    if (rank !== null) found.push({ path, rank });
  }
  found.sort((a, b) => a.rank - b.rank || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  return { paths: found.slice(0, limit).map(({ path }) => path), limited: found.length > limit };
}

function rankOf(path: string, pieces: readonly string[]): number | null {
  const whole = path.toLowerCase();
  const name = whole.slice(whole.lastIndexOf('/') + 1);
  let rank = 0;
  for (const piece of pieces) {
    if (name === piece) continue;
    if (name.startsWith(piece)) rank += 1;
    else if (name.includes(piece)) rank += 2;
    else if (whole.includes(piece)) rank += 3;
    else if (holds(name, piece)) rank += 4;
    else if (holds(whole, piece)) rank += 5;
    else return null;
  }
  return rank;
}

function holds(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
