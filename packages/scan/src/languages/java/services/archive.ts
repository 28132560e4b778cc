import type { ServiceDraft } from '../../language.ts';
import { draft, type Application } from './draft.ts';

/** A war that a servlet container runs. */
export function webArchive(application: Application): ServiceDraft[] | null {
  const { project, repository } = application;
  const inside = project.path === '.' ? 'src/main/webapp/WEB-INF/web.xml' : `${project.path}/src/main/webapp/WEB-INF/web.xml`;
  if (project.manifest.packaging !== 'war' && !project.plugins.has('war') && !repository.has(inside)) return null;
  const plugins = [...project.plugins];
  const run = plugins.some((id) => id.startsWith('liberty'))
    ? 'mvn liberty:run'
    : plugins.some((id) => /wildfly/.test(id))
      ? 'mvn wildfly:run'
      : plugins.some((id) => /tomcat7/.test(id))
        ? 'mvn tomcat7:run'
        : plugins.some((id) => /jetty/.test(id))
          ? 'mvn jetty:run -Djetty.http.port=$PORT'
          : null;
  return draft(application, {
    kind: 'web',
    framework: 'servlet',
    start: run,
    port: plugins.some((id) => id.startsWith('liberty')) ? 9080 : 8080,
    health: '/',
    evidence: [{ file: project.manifestPath, line: 1, why: 'is packaged as a web archive', confidence: 0.9 }],
  });
}
