import { exitCodes, GroundworkError } from '@groundwork/host';

/** An assistant that names what is not there is told what is. */
export function noneOf(what: string, name: string, all: readonly { readonly name: string }[]): GroundworkError {
  const names = all.map((each) => each.name);
  return new GroundworkError({
    code: `mcp.no_${what}`,
    message: `There is no ${what} ${name} in this repository`,
    fix: names.length === 0 ? `it has none: see blueprint` : `one of ${names.slice(0, 50).join(', ')}`,
    exit: exitCodes.usage,
  });
}
