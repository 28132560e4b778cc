import type { DeclarationReader } from './declaration.ts';

/** Every format of deployment manifest; where two describe the same service the earlier one wins. */
export const declarationReaders: readonly DeclarationReader[] = [];
