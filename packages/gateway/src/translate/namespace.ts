/**
 * Codex offers the tools of an MCP server in a namespace, which no other wire knows: there both names are one, and apart again in the answer.
 * https://github.com/openai/codex/issues/26234
 */
const joint = '--';

export const inNamespace = (namespace: string | null | undefined, name: string): string =>
  namespace ? `${namespace}${joint}${name}` : name;

export function apart(joined: string): { readonly name: string; readonly namespace?: string } {
  const at = joined.indexOf(joint);
  return at < 1 ? { name: joined } : { name: joined.slice(at + joint.length), namespace: joined.slice(0, at) };
}
