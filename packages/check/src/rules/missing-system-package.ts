import type { Service } from '@groundwork/blueprint';
import { canonicalName, libraries, type Call, type DeclaredService, type Dependency, type Expression } from '@groundwork/scan';
import { isForDevelopmentOnly, isForDevelopment } from '../knowledge/development.ts';
import { isDeployed, serviceOf } from '../knowledge/manifests.ts';
import { broughtAlong, inFullImages, programPackages, startingCalls } from '../knowledge/programs.ts';
import type { Pending, Report, Rule, Whole } from '../rule.ts';
import { placeOf } from '../syntax/place.ts';
import { calledName, walk } from '../syntax/walk.ts';

export const missingSystemPackage: Rule = {
  id: 'missing-system-package',
  title: 'Program or library that the image lacks',
  severity: 'error',
  help: `The code starts a program, or uses a library that needs one of the system's, and nothing installs it where the service runs. It is
on the machine of whoever wrote it, and not in the image.

Install the package in the Dockerfile.`,
  inFile: {
    interest:
      /\b(subprocess|os\.(system|popen)|child_process|execa|cross-spawn|exec|spawn|system|popen|Popen|shell_exec|passthru|proc_open|ProcessBuilder|Command|Process)\b/,
    of: 'source',
    *look(view) {
      const { file, placed } = view;
      const starting = placed && startingCalls[placed.module.language];
      if (!placed || !starting || isForDevelopmentOnly(file.path)) return;
      for (const { expression, root, parents } of walk(placed.module)) {
        if (expression.kind !== 'call' || root.guards.some(isForDevelopment)) continue;
        const canonical = canonicalName(expression.callee, placed.module, root.scope) ?? calledName(expression);
        const program = starting.test(canonical) ? programIn(expression) : null;
        const place = program && placeOf(view, program.at);
        // Code that first looks whether it is there, or copes when it is not, can do without.
        if (
          !program ||
          !place ||
          root.guards.length > 0 ||
          parents.length > 2 ||
          /\b(which|FileNotFoundError|LookPath|command -v)\b/.test(file.text)
        )
          continue;
        const pending: Pending = ({ whole, service }) => {
          if (!service) return null;
          const where = whereMissing(program.package, service, whole);
          return (
            where && {
              file: file.path,
              range: place.range,
              severity: where.isSure ? 'error' : 'warning',
              message: `${service.name} starts ${program.name}, which ${where.says}: it fails where this runs.`,
              more: where.isSure ? `Install the package ${program.package} there.` : `The package is called ${program.package} on Debian.`,
            }
          );
        };
        yield pending;
      }
    },
  },
  *inRepository(whole) {
    for (const declaration of whole.repository.declarations.values()) {
      if (declaration.format !== 'dockerfile' || !isDeployed(declaration)) continue;
      for (const declared of declaration.services) yield* inImage(declared, serviceOf(declared, declaration, whole), whole);
    }
  },
};

function programIn({ args, named }: Call): { name: string; package: string; at: Expression } | null {
  const first =
    args[0]?.kind === 'literal' || args[0]?.kind === 'list' || args[0]?.kind === 'template' ? args[0] : (named['args'] ?? args[1]);
  const literal = first?.kind === 'list' ? first.items[0] : first?.kind === 'template' ? first.parts[0] : first;
  if (literal?.kind !== 'literal' || typeof literal.value !== 'string') return null;
  const name = /^\s*([\w.-]+)(?=\s|$)/.exec(literal.value)?.[1] ?? '';
  const found = Object.hasOwn(programPackages, name) ? programPackages[name] : undefined;
  return found === undefined ? null : { name, package: found, at: literal };
}

const stem = (name: string): string =>
  name
    .replace(/-dev$/, '')
    .replace(/[\d.]+(v\d)?(-\d+)?$/, '')
    .replace(/-$/, '');

const has = (installed: readonly string[], wanted: string): boolean =>
  installed.some(
    (each) =>
      stem(each) === stem(wanted) ||
      each.startsWith(`${wanted}-`) ||
      each === wanted.replace(/^lib/, '') ||
      (wanted === 'libpq5' && /^(postgresql|libpq)/.test(each)) ||
      (wanted === 'libmariadb3' && /mysql|mariadb/.test(each)) ||
      (wanted === 'libgl1' && /libgl1|mesa/.test(each)),
  );

const imagesOf = (service: Service, whole: Whole): DeclaredService[] =>
  [...whole.repository.declarations.values()].flatMap((declaration) =>
    declaration.format === 'dockerfile' && isDeployed(declaration)
      ? declaration.services.filter((each) => serviceOf(each, declaration, whole)?.name === service.name)
      : [],
  );

/** Why a program is not where the service runs; `null` where it is, or may be. */
function whereMissing(name: string, service: Service, whole: Whole): { says: string; isSure: boolean } | null {
  const dependencies = whole.services.get(service.name)?.draft.component.dependencies;
  if ((broughtAlong[name] ?? []).some((each) => dependencies?.has(each)) || has(service.systemPackages, name)) return null;
  const images = imagesOf(service, whole);
  const other = whole.repository.paths.some(
    (path) =>
      /(^|\/)(apt\.txt|packages\.txt|Aptfile|nixpacks\.toml|flake\.nix|shell\.nix|environment\.ya?ml|cog\.yaml|railpack\.json)$/.test(
        path,
      ) &&
      (whole.file(path)?.text.includes(name) ?? false),
  );
  if (other) return null;
  if (images.length === 0)
    return whole.mentions(name).some((path) => /\.(ya?ml|toml|md|rst|sh|txt)$|Dockerfile/i.test(path))
      ? null
      : { says: 'nothing in the repository installs', isSure: false };
  const lacking = images.filter((image) => !isInImage(name, image, whole));
  return lacking.length === images.length && lacking[0]
    ? { says: `${lacking[0].dockerfile ?? 'its image'} does not install`, isSure: true }
    : null;
}

/** In an image of one's own making nobody can see what is there. */
function isInImage(name: string, image: DeclaredService, whole: Whole): boolean {
  const text = image.dockerfile === null ? '' : (whole.file(image.dockerfile)?.text ?? '');
  if (has(image.systemPackages, name) || text.includes(name) || text.includes(stem(name))) return true;
  // Another package of the same name brings it along: `xmlsec1` for `libxmlsec1-openssl`.
  const plain = name.replace(/^lib/, '').replace(/-.*$/, '');
  if (plain.length > 3 && text.includes(plain)) return true;
  const base = image.image ?? '';
  if (
    !/^((docker\.io|public\.ecr\.aws\/docker)\/)?(library\/)?(python|node|ruby|php|golang|openjdk|eclipse-temurin|debian|ubuntu|alpine)(:|$)/.test(
      base,
    )
  )
    return true;
  return !/slim|alpine|debian|ubuntu/.test(base) && inFullImages.has(name);
}

/** Libraries among the dependencies that need something of the system, in images that lack it. */
function* inImage(declared: DeclaredService, service: Service | null, whole: Whole): Iterable<Report> {
  const component = service && whole.services.get(service.name)?.draft.component;
  const file = declared.dockerfile === null ? null : whole.file(declared.dockerfile);
  if (!service || !component || !file || declared.language !== component.language || /alpine/.test(declared.image ?? '')) return;
  for (const [name, dependency] of component.dependencies) {
    if (dependency.development || dependency.optional || bundled(dependency) || !isImported(name, service, whole)) continue;
    if (!isInstalledBy(file.text, dependency)) continue;
    const needed =
      libraries.find((library) => library.language === component.language && library.systemPackages && library.packages.includes(name))
        ?.systemPackages ?? [];
    const lacking = needed.filter(
      (each) => !isInImage(each, declared, whole) && !(broughtAlong[each] ?? []).some((other) => component.dependencies.has(other)),
    );
    if (lacking.length === 0) continue;
    const line =
      1 +
      Math.max(
        0,
        file.text.split('\n').findLastIndex((text) => /^\s*FROM\s/i.test(text)),
      );
    yield {
      file: file.path,
      range: file.rangeOnLine(line),
      service: service.name,
      message: `${service.name} uses ${name}, which needs ${lacking.join(' and ')}, and this image does not have ${lacking.length > 1 ? 'them' : 'it'}: it fails when it is installed or first used.`,
      more: `${name} is asked for in ${dependency.evidence.file}:${dependency.evidence.line}. Add \`RUN apt-get update && apt-get install -y --no-install-recommends ${lacking.join(' ')}\`.`,
    };
  }
}

/** Several images may be built from one project, each with some of its requirements. */
const isInstalledBy = (text: string, { evidence }: Dependency): boolean =>
  text.includes(evidence.file.slice(evidence.file.lastIndexOf('/') + 1)) ||
  /\b(uv sync|poetry install|pip install (-e )?\.|bundle install)/.test(text);

/** What a package is imported by, where that is not its own name. */
const importedAs: Readonly<Record<string, string>> = {
  'python-magic': 'magic',
  'opencv-python': 'cv2',
  'opencv-contrib-python': 'cv2',
  pysaml2: 'saml2',
  djangosaml2: 'djangosaml2',
  'python3-saml': 'onelogin',
  'python-ldap': 'ldap',
  mysqlclient: 'MySQLdb',
  'openai-whisper': 'whisper',
  'ffmpeg-python': 'ffmpeg',
  pyusb: 'usb',
  'python-snappy': 'snappy',
};

/** Others ask for it, or it is asked for and not used: only code that imports it needs what it needs. Drivers are named in settings. */
function isImported(name: string, service: Service, { services, repository }: Whole): boolean {
  if (/^(psycopg|mysqlclient|mysql2|pg$|sqlite3)/.test(name)) return true;
  const module = importedAs[name] ?? name.replaceAll('-', '_');
  const reading = services.get(service.name);
  return repository.paths.some(
    (path) =>
      (reading?.owns(path) ?? false) &&
      repository.modules.importsOf(path).some((each) => each === module || each.startsWith(`${module}.`) || each.startsWith(`${module}/`)),
  );
}

/** Built packages that carry the library in themselves. */
const bundled = ({ name }: Dependency): boolean =>
  /-binary$|-headless$|^(psycopg|soundfile|librosa|lightgbm|pyodbc|confluent-kafka|gitpython|dvc|selenium|asyncpg|graphviz|pydot|yt-dlp|moviepy|pygresql|playwright|puppeteer)/i.test(
    name,
  );
