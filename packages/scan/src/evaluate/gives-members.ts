import type { Module } from '../syntax/module.ts';

/** Languages whose types say little themselves: what their members are stands where they are made and set. */
export const givesMembers = (language: Module['language']): boolean => language === 'go' || language === 'rust';
