import type { Module } from '../syntax/module.ts';

/** Languages whose types say little themselves: what their members are stands where they are made and set. */
export const givesMembers = (language: Module['language']): boolean => language === 'go' || language === 'rust';

/** What Go hands through with each call and request: no setting is kept in it. */
export const isHandedThrough = (type: string, language: Module['language']): boolean =>
  language === 'go' &&
  /^(context\.Context|error|http\.(ResponseWriter|Request)|gin\.Context|echo\.Context|fiber\.Ctx|testing\.\w+)$/.test(type);
