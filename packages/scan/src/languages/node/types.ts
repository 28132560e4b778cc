/** `: Promise<Config | undefined>` as the type itself, and whether it admits absence. */
export function plainType(text: string): { name: string; optional: boolean } {
  const plain = text.replace(/^:\s*/, '').trim();
  const inner = /^(?:Promise|Readonly|Partial|Required)<(.*)>$/s.exec(plain)?.[1] ?? plain;
  const parts = inner.split('|').map((part) => part.trim());
  const optional = parts.some((part) => part === 'undefined' || part === 'null');
  const name = parts.find((part) => part !== 'undefined' && part !== 'null') ?? inner;
  return { name: name.replace(/<.*$/s, '').replace(/\[\]$/, ''), optional };
}
