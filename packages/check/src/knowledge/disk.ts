import type { Language } from '@groundwork/blueprint';

/** A way in which programs keep something on the disk they run on. */
export interface DiskUse {
  readonly language: Language;
  /** Canonical names of calls. */
  readonly calls?: readonly string[];
  /** Argument with the path, as in `Listener`. */
  readonly path?: readonly string[];
  /** Names of settings that hold the path. */
  readonly settings?: RegExp;
  /** Only where the call is told one of these: `open(path, "wb")`. */
  readonly mode?: { readonly argument: string; readonly pattern: RegExp };
  /** What is kept there. */
  readonly what: string;
}

export const diskUses: readonly DiskUse[] = [
  { language: 'python', settings: /^(UPLOAD_FOLDER|UPLOAD_DIR(ECTORY)?|UPLOADS?_PATH|UPLOAD_PATH)$/, what: 'uploads' },
  {
    language: 'python',
    calls: ['pickle.dump', 'joblib.dump', 'torch.save', 'numpy.save', 'numpy.savez'],
    path: ['1', '0', 'f', 'filename', 'file'],
    what: 'a model or data',
  },
  {
    language: 'python',
    calls: ['shelve.open', 'tinydb.TinyDB', 'diskcache.Cache'],
    path: ['0', 'database', 'filename'],
    what: 'a database',
  },
  { language: 'python', calls: ['open'], path: ['0', 'file'], mode: { argument: '1', pattern: /[wa]/ }, what: 'a file' },
  { language: 'python', calls: ['shutil.copyfileobj'], path: ['1'], what: 'uploads' },
  { language: 'node', calls: ['multer'], path: ['0.dest'], what: 'uploads' },
  {
    language: 'node',
    calls: ['lowdb', 'nedb'],
    path: ['0', '0.filename'],
    what: 'a database',
  },
  {
    language: 'node',
    calls: [
      'fs.writeFile',
      'fs.writeFileSync',
      'fs.appendFile',
      'fs.appendFileSync',
      'fs.createWriteStream',
      'fs/promises.writeFile',
      'fs.promises.writeFile',
    ],
    path: ['0'],
    what: 'a file',
  },
  { language: 'go', calls: ['os.Create', 'os.WriteFile', 'io/ioutil.WriteFile'], path: ['0'], what: 'a file' },
];
