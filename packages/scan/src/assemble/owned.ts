import { keptFrameworks } from '../catalog/php/kept.ts';
import type { Component } from '../languages/language.ts';
import { isAside, isTest, isUnder } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import type { Module } from '../syntax/module.ts';

/**
 * The modules that run when a component runs: its own files, without tests, and those of the components it includes. A notebook
 * runs only where a service starts from it.
 */
export function modulesOf(component: Component, all: readonly Component[], repository: Repository, entries: readonly string[]): Module[] {
  const folders = [component.path, ...component.includes];
  const isOwn = ownedBy(component, all, repository, entries);
  const modules: Module[] = [];
  for (const module of repository.modules.values()) {
    if (module.language !== component.language && module.language !== 'config') continue;
    const isRead = module.readers && !isNotebookAside(module.path, entries);
    if (isRead ? module.readers?.some((reader) => folders.includes(reader)) : isOwn(module.path)) modules.push(module);
  }
  return modules;
}

/** Whether a path is of the files that run when a component runs, whatever is in it. */
export function ownedBy(
  component: Component,
  all: readonly Component[],
  repository: Repository,
  entries: readonly string[],
): (path: string) => boolean {
  const folders = [component.path, ...component.includes];
  const others = all.filter((other) => other.language === component.language && !folders.includes(other.path)).map((other) => other.path);
  const kept = component.language === 'php' ? keptIn(component.path, repository) : [];
  return (path) =>
    !isNotebookAside(path, entries) &&
    folders.some((folder) => owns(folder, path, others)) &&
    !isTest(relative(component.path, path)) &&
    (!isAside(relative(component.path, path)) || isAside(`${component.path}/`)) &&
    !kept.some((folder) => isUnder(path, folder));
}

const isNotebookAside = (path: string, entries: readonly string[]): boolean => path.endsWith('.ipynb') && !entries.includes(path);

/** Folders in which a copy of somebody's framework lies: it can do more than the program asks of it. */
const keptIn = (folder: string, repository: Repository): string[] => {
  const at = (path: string): string => (folder === '.' ? path : `${folder}/${path}`);
  return keptFrameworks.flatMap((each) => (repository.has(at(each.told)) ? [at(each.folder)] : []));
};

/** Whether a path is in the folder and in no deeper folder of another component. */
const owns = (folder: string, path: string, others: readonly string[]): boolean =>
  isUnder(path, folder) && !others.some((other) => other !== folder && isUnder(other, folder) && isUnder(path, other));

const relative = (folder: string, path: string): string =>
  folder === '.' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
