/** Frameworks whose name in the blueprint is that of a package or template, as people write them. */
const written: Readonly<Record<string, string>> = {
  'spring-boot': 'Spring Boot',
  quarkus: 'Quarkus',
  micronaut: 'Micronaut',
  aspnetcore: 'ASP.NET Core',
  aspnet: 'ASP.NET',
  grpc: 'gRPC',
  'django-rq': 'Django RQ',
};

/** A framework for a person; `null` when it only repeats what kind of service it is. */
export function frameworkName(framework: string | null, kind: string): string | null {
  if (framework === null || framework === kind) return null;
  return written[framework] ?? framework;
}
