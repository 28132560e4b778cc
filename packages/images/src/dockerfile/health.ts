import type { Image } from '../image.ts';

/**
 * How Docker sees that it is well; clusters and clouds ask by themselves. Only where one service alone lives in the image: a worker of
 * the same image answers nobody. It is asked by the shell, which every base image has, so that nothing is installed for it.
 */
export function healthLine({ services }: Image, fallback: string | null): string[] {
  const [service, ...others] = services;
  const path = service.health ?? fallback ?? '/';
  if (others.length > 0 || (service.port === null && service.kind !== 'static') || !/^\/[\w./~%-]*$/.test(path)) return [];
  const ask = `exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET ${path.replaceAll('%', '%%')} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ "$status" -lt 500 ]`;
  return ['HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \\', `  CMD ${JSON.stringify(['bash', '-c', ask])}`];
}
