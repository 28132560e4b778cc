const absence = /\bNone\b|\bOptional\b/;

/** `Optional[PostgresDsn]`, `str | None`, `Annotated[Settings, Depends(f)]`: the type itself, and whether it admits absence. */
export function plainType(text: string): { name: string; optional: boolean } {
  const optional = absence.test(text);
  let name = text.replace(/\s+/g, ' ').replace(/["']/g, '');
  for (
    let inner = /^(?:\w+\.)*(?:Optional|Annotated|Union|ClassVar|Final|Required|NotRequired|Type|type)\[(.*)\]$/.exec(name);
    inner;
    inner = /^(?:\w+\.)*(?:Optional|Annotated|Union|ClassVar|Final|Type|type)\[(.*)\]$/.exec(name)
  ) {
    name = firstPart(inner[1] ?? '');
  }
  name = firstPart(
    name
      .split('|')
      .map((part) => part.trim())
      .find((part) => part !== 'None') ?? name,
  );
  return { name: name.replace(/\[.*$/, '').trim(), optional };
}

function firstPart(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[' || text[at] === '(') depth++;
    else if (text[at] === ']' || text[at] === ')') depth--;
    else if (text[at] === ',' && depth === 0) return text.slice(0, at).trim();
  }
  return text.trim();
}
