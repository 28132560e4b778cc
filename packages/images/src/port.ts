import type { Service } from '@groundwork/blueprint';

/** Where a service listens that says nothing about it. */
const usual = 8080;

/**
 * The port a service listens on in a container; `null` for one that does not. It runs without root, which may open no port below 1024
 * on every cluster: one that is told its port gets another.
 */
export function listeningPort({ port, kind, start, env }: Service): number | null {
  if (port === null) return kind === 'static' ? usual : null;
  const told = kind === 'static' || /\$\{?PORT\b/.test(start ?? '') || env.some(({ name }) => name === 'PORT');
  return port < 1024 && told ? usual : port;
}
