import { parse, type ParseError } from '@codingame/monaco-vscode-api/vscode/vs/base/common/json';

/** Whether a file of settings cannot be read as far as it goes: what comes after the first mistake may not count. */
export function isBroken(text: string): boolean {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  return errors.length > 0;
}
