/** Options as they are typed behind a command: blanks part words, quotes keep them together. `null` where a quote is not closed. */
export function wordsIn(text: string): readonly string[] | null {
  const words: string[] = [];
  const pattern = /\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+)(?=\s|$)/gsy;
  const trimmed = text.trim();
  while (pattern.lastIndex < trimmed.length) {
    const [, word] = pattern.exec(trimmed) ?? [];
    if (word === undefined) return null;
    words.push(unquoted(word));
  }
  return words;
}

function unquoted(word: string): string {
  return word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, (_whole, double?: string, single?: string, plain?: string) =>
    double === undefined ? (single ?? plain ?? '') : double.replaceAll(/\\(["\\$`])/g, '$1'),
  );
}
