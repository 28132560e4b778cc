import type { Repository } from '../../repository/repository.ts';
import type { JavaProject } from './build/project.ts';

/** The way from a module's folder to the folder its build is run from. */
const upTo = (project: JavaProject): string => {
  if (project.root === project.path) return '.';
  const steps = project.path.split('/').length - (project.root === '.' ? 0 : project.root.split('/').length);
  return Array.from({ length: steps }, () => '..').join('/');
};

const wrapperOf = (project: JavaProject, repository: Repository, name: string): string | null => {
  if (repository.has(project.root === '.' ? name : `${project.root}/${name}`)) return `${upTo(project)}/${name}`;
  if (repository.has(project.path === '.' ? name : `${project.path}/${name}`)) return `./${name}`;
  return null;
};

/** Builds one module, with the modules of the same build it needs. Run in the module's folder. */
export function buildCommand(project: JavaProject, repository: Repository, task = 'build'): string {
  if (project.tool === 'maven') {
    const tool = wrapperOf(project, repository, 'mvnw') ?? 'mvn';
    return project.module === null
      ? `${tool} -B -DskipTests package`
      : `${tool} -B -f ${upTo(project)} -pl ${project.module} -am -DskipTests package`;
  }
  const tool = wrapperOf(project, repository, 'gradlew') ?? 'gradle';
  return project.module === null ? `${tool} ${task} -x test` : `${tool} -p ${upTo(project)} ${project.module}:${task} -x test`;
}

/** The jar a build leaves behind, from the module's folder. `suffix` is what a plugin adds (`-all`). */
export function jarPath(project: JavaProject, suffix = ''): string {
  const folder = project.tool === 'maven' ? 'target' : 'build/libs';
  const extension = project.manifest.packaging === 'war' ? 'war' : 'jar';
  const version =
    project.version === null || project.version.includes('$') ? (project.tool === 'maven' ? '-*' : '') : `-${project.version}`;
  return `${folder}/${project.jarName ?? `${project.name}${version}`}${suffix}.${extension}`;
}
