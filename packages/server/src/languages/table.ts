import type { LanguageServer } from './server.ts';
import { basedpyright } from './servers/basedpyright.ts';
import { clangd, gopls, jdtls, rustAnalyzer } from './servers/installed.ts';
import { ruff } from './servers/ruff.ts';
import { typescript } from './servers/typescript.ts';

/** Language servers of other people, one line each. */
export const languageServers: readonly LanguageServer[] = [basedpyright, ruff, typescript, gopls, rustAnalyzer, jdtls, clangd];
