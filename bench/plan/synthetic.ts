import { resourceTypes, type Blueprint, type Evidence, type Resource, type Service } from '@groundwork/blueprint';

/** A harbour of many services and resources: every one builds an image of its own, asks four resources and is told of two others. */
export function synthetic(services: number, resources: number): Blueprint {
  const evidence = (file: string, line: number): Evidence[] => [{ file, line, why: 'a client of it', confidence: 0.9 }];
  const all = Array.from({ length: resources }, (_, at): Resource => {
    const type = resourceTypes[at % resourceTypes.length] ?? 'postgres';
    return {
      name: `${type.replaceAll('_', '-')}-${at}`,
      type,
      need: 'required',
      version: null,
      extensions: [],
      evidence: evidence('harbour.py', at + 1),
    };
  });
  const used = (at: number): Resource[] => [0, 1, 2, 3].flatMap((step) => all[(at * 7 + step * 13) % all.length] ?? []);
  return {
    version: 1,
    name: 'harbour',
    services: Array.from({ length: services }, (_, at): Service => {
      const name = `berth-${at}`;
      const kind = (['web', 'worker', 'cron', 'web', 'scheduler'] as const)[at % 5] ?? 'web';
      const others = [at + 1, at + 2].map((other) => `berth-${other % services}`).filter((_, index) => kind !== 'cron' && index < 2);
      return {
        name,
        path: `berths/${name}`,
        kind,
        language: 'python',
        framework: null,
        runtime: { version: '3.13', packageManager: 'uv' },
        install: ['uv sync --frozen'],
        build: [],
        release: at % 10 === 0 ? ['alembic upgrade head'] : [],
        start: `uvicorn berths.b${at}:app --host 0.0.0.0 --port 8000`,
        port: kind === 'web' ? 8000 : null,
        health: kind === 'web' ? '/health' : null,
        schedule: kind === 'cron' ? '15 3 * * *' : null,
        gpu: 'none',
        systemPackages: [],
        env: [
          ...used(at).map(({ name: resource, type }) => ({
            name: `${type.toUpperCase()}_URL`,
            required: true,
            secret: true,
            default: null,
            source: 'binding' as const,
            binding: { resource, property: 'url' as const, form: null },
            evidence: evidence(`berths/${name}/settings.py`, 3),
          })),
          ...others
            .filter((other) => Number(other.slice(6)) % 5 === 0)
            .map((other) => ({
              name: `${other.toUpperCase().replaceAll('-', '_')}_URL`,
              required: true,
              secret: false,
              default: null,
              source: 'binding' as const,
              binding: { service: other, property: 'url' as const },
              evidence: evidence(`berths/${name}/settings.py`, 9),
            })),
          { name: 'SIGNING_KEY', required: true, secret: true, default: null, source: 'generated', evidence: [] },
          { name: 'LOG_LEVEL', required: false, secret: false, default: 'info', source: 'default', evidence: [] },
        ],
        uses: used(at).map(({ name: resource }) => ({
          resource,
          access: ['read', 'write'],
          evidence: evidence(`berths/${name}/client.py`, 5),
        })),
        volumes: [],
        evidence: evidence(`berths/${name}/main.py`, 1),
      };
    }),
    resources: all,
    questions: [],
    notes: [],
  };
}
