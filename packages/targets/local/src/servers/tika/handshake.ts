import { pageHas } from '../handshake/exchange.ts';

/** Tika says its version; it has loaded its parsers by then. */
export const tikaAnswers = ({ port }: { readonly port: number }): Promise<boolean> => pageHas(`http://127.0.0.1:${port}/version`, 'Tika');
