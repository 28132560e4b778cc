import { DockerfileParser, ModifiableInstruction, type Instruction } from 'dockerfile-ast';
import { readImage } from '../catalog/image-names.ts';
import { runtimeOfImage } from '../catalog/runtime-images.ts';
import { baseName, folderOf } from '../repository/paths.ts';
import { fromWords, portOfCommand } from './command.ts';
import { healthIn } from './compose/service.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader, type DeclaredVariable } from './declaration.ts';
import { portsIn } from './item.ts';
import { aptPackages } from './apt.ts';

const name = /^(docker|container)file([.\-_][\w.-]+)?$|[.\-_]dockerfile$/i;

interface Stage {
  readonly name: string | null;
  readonly image: string;
  readonly instructions: Instruction[];
}

/** Dockerfiles: what runs is the last stage, on the stages it is built upon. */
export const dockerfileReader: DeclarationReader = {
  format: 'dockerfile',
  matches: (path) => name.test(baseName(path)) && !/\.(dockerignore|md|sh|tmpl|j2|template)$/i.test(path),
  read(path, text) {
    const file = DockerfileParser.parse(text);
    const stages: Stage[] = [];
    const defaults = new Map<string, string>();
    for (const instruction of file.getInstructions()) {
      const keyword = instruction.getKeyword();
      if (keyword === 'ARG' && stages.length === 0) setDefault(instruction, defaults);
      if (keyword === 'FROM') {
        const words = wordsOf(instruction).filter((word) => !word.startsWith('--'));
        const as = words[1]?.toLowerCase() === 'as' ? (words[2] ?? null) : null;
        stages.push({ name: as, image: expand(words[0] ?? '', defaults), instructions: [] });
      } else stages.at(-1)?.instructions.push(instruction);
    }
    const last = stages.at(-1);
    if (!last) return null;
    const chain = basesOf(last, stages);
    const base = chain.at(-1)?.image ?? last.image;
    const within = chain.flatMap((stage) => stage.instructions);
    const built = copiedFrom(within, stages);
    const runtime =
      runtimeOfImage(base) ?? built.map((stage) => runtimeOfImage(basesOf(stage, stages).at(-1)?.image ?? '')).find(Boolean) ?? null;
    const find = (keyword: string): Instruction | undefined =>
      within.find((each) => each.getKeyword() === keyword && last.instructions.includes(each)) ??
      within.find((each) => each.getKeyword() === keyword);
    const variables = environmentOf(within, path);
    const values = valuesOf(variables);
    const exposed = within
      .filter((each) => each.getKeyword() === 'EXPOSE')
      .flatMap(wordsOf)
      .map((word) => expand(word, values).replace(/\/tcp$/, ''));
    const entrypoint = find('ENTRYPOINT');
    const command = lastOf(last, 'CMD') ?? find('CMD');
    const starter = entrypoint ?? command;
    const whole = [entrypoint, command]
      .flatMap((each) => (each ? [lineOf(each)] : []))
      .join(' ')
      .trim();
    const folder = folderOf(path);
    return declaration(path, 'dockerfile', {
      services: [
        declaredService(
          serviceName(path),
          stated(path, lineNumber(starter ?? last.instructions[0]), `built on ${readImage(base).name}`, 0.9),
          {
            path: folder,
            dockerfile: path,
            image: base,
            language: runtime?.language ?? null,
            runtime: runtime?.version ?? null,
            command: whole || null,
            entrypoint: entrypoint ? lineOf(entrypoint) : null,
            ports: portsIn(portOfCommand(whole), values.get('PORT'), ...exposed),
            workingFolder:
              last.instructions
                .findLast((each) => each.getKeyword() === 'WORKDIR')
                ?.getArgumentsContent()
                ?.trim() ?? null,
            health:
              within
                .filter((each) => each.getKeyword() === 'HEALTHCHECK')
                .map((each) => healthIn(each.getArgumentsContent() ?? ''))
                .find(Boolean) ?? null,
            systemPackages: aptPackages(
              within.filter((each) => each.getKeyword() === 'RUN').map((each) => each.getArgumentsContent() ?? ''),
            ),
            variables,
            volumes: within.filter((each) => each.getKeyword() === 'VOLUME').flatMap((each) => listOf(each) ?? wordsOf(each)),
            copies: stages.flatMap((stage) => stage.instructions).flatMap(sourcesOf),
          },
        ),
      ],
    });
  },
};

/** The stage and those it continues, innermost first in time last in the list. */
function basesOf(stage: Stage, stages: readonly Stage[]): Stage[] {
  const chain = [stage];
  for (let at: Stage = stage; ;) {
    const next = stages
      .slice(0, stages.indexOf(at))
      .findLast((each) => each.name !== null && each.name.toLowerCase() === at.image.toLowerCase());
    if (!next) return chain;
    chain.push(next);
    at = next;
  }
}

/** Stages whose results are copied in, those with the program last. */
function copiedFrom(instructions: readonly Instruction[], stages: readonly Stage[]): Stage[] {
  return instructions.flatMap((each) => {
    const from = each.getKeyword() === 'COPY' ? flagOf(each, 'from') : null;
    const stage =
      from === null
        ? undefined
        : (stages.find(({ name: as }) => as?.toLowerCase() === from.toLowerCase()) ?? stages[/^\d+$/.test(from) ? Number(from) : -1]);
    return stage ? [stage] : [];
  });
}

function flagOf(instruction: Instruction, name: string): string | null {
  const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
  return flags.find((flag) => flag.getName() === name)?.getValue() ?? null;
}

const wordsOf = (instruction: Instruction): string[] => instruction.getArguments().map((argument) => argument.getValue());

const lineNumber = (instruction: Instruction | undefined): number => (instruction ? instruction.getRange().start.line + 1 : 1);

const lastOf = (stage: Stage, keyword: string): Instruction | undefined =>
  stage.instructions.findLast((each) => each.getKeyword() === keyword);

/** Words of the exec form, `null` for the shell form. */
function listOf(instruction: Instruction): string[] | null {
  const text = instruction.getArgumentsContent()?.trim() ?? '';
  if (!text.startsWith('[')) return null;
  try {
    const parsed: unknown = JSON.parse(text.replace(/\\\r?\n/g, ' '));
    return Array.isArray(parsed) ? parsed.map(String) : null;
  } catch {
    return null;
  }
}

function lineOf(instruction: Instruction): string {
  const words = listOf(instruction);
  if (words) return fromWords(words);
  return (instruction.getArgumentsContent() ?? '').replace(/\\\r?\n/g, ' ').trim();
}

function setDefault(instruction: Instruction, into: Map<string, string>): void {
  for (const word of wordsOf(instruction)) {
    const at = word.indexOf('=');
    if (at > 0) into.set(word.slice(0, at), expand(unquoted(word.slice(at + 1)), into));
  }
}

function environmentOf(instructions: readonly Instruction[], path: string): DeclaredVariable[] {
  const found = new Map<string, DeclaredVariable>();
  const known = new Map<string, string>();
  for (const each of instructions) {
    if (each.getKeyword() === 'ARG') setDefault(each, known);
    if (each.getKeyword() !== 'ENV') continue;
    const words = wordsOf(each);
    const pairs = words[0]?.includes('=')
      ? words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])
      : [[words[0] ?? '', words.slice(1).join(' ')]];
    for (const [key = '', value = ''] of pairs) {
      if (!/^[A-Za-z_][\w.]*$/.test(key)) continue;
      const text = expand(unquoted(value), known);
      known.set(key, text);
      found.set(key, declaredVariable(key, text, stated(path, lineNumber(each), `ENV ${key}`, 0.9)));
    }
  }
  return [...found.values()];
}

const valuesOf = (variables: readonly DeclaredVariable[]): Map<string, string> =>
  new Map(variables.map((each) => [each.name, each.value ?? '']));

function expand(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g,
    (whole, braced?: string, otherwise?: string, plain?: string) => values.get(braced ?? plain ?? '') ?? otherwise ?? whole,
  );
}

const unquoted = (value: string): string => /^(["'])([\s\S]*)\1$/.exec(value)?.[2] ?? value;

/** What is copied from the context (not from another stage or an address). */
function sourcesOf(instruction: Instruction): string[] {
  const keyword = instruction.getKeyword();
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flagOf(instruction, 'from') !== null) return [];
  const words = (listOf(instruction) ?? wordsOf(instruction)).filter((word) => !word.startsWith('--'));
  return words
    .slice(0, -1)
    .filter((word) => !/^\w+:\/\/|[*?[$<]/.test(word))
    .map((word) => word.replace(/^\.?\/+/, '').replace(/\/+$/, '') || '.');
}

/** `Dockerfile.worker`, `worker.Dockerfile` → worker; otherwise the folder's name. */
function serviceName(path: string): string {
  const own =
    /^(?:docker|container)file[.\-_]([\w-]+)/i.exec(baseName(path))?.[1] ?? /^([\w-]+)[.\-_]dockerfile$/i.exec(baseName(path))?.[1];
  return own ?? baseName(folderOf(path));
}
