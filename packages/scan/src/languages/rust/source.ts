/**
 * Macros whose arguments are ordinary expressions, or whose body is ordinary items, are read as if they were: the grammar
 * leaves what is inside a macro as tokens. Lengths stay the same, so that lines and columns do.
 */
export function rustSource(text: string): string {
  if (!text.includes('!')) return text;
  return text
    .replace(
      /\b(format|include_str|join|try_join|migrate|embed_migrations|concat|dbg|block_on|spawn)!(?=\s*[({[])/g,
      (_, name: string) => `${name} `,
    )
    .replace(/\bvec!(?=\s*\[)/g, '    ')
    .replace(/\blazy_static!(?=\s*\{)/g, 'mod lazy_st ')
    .replace(/\bstatic ref\b/g, 'static    ');
}
