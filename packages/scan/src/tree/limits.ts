/** Bounds that keep a hostile or accidental tree from exhausting the machine. */
export const limits = {
  /** Bytes; a larger file is not read. */
  fileSize: 1_500_000,
  /** Files listed before the rest is left out. */
  files: 100_000,
  /** Folders deep. */
  depth: 40,
  /** UTF-16 units; source with a longer line is generated or hostile and is not parsed. */
  line: 200_000,
} as const;

/** Folders that hold what tools made or fetched: never the author's code. */
export const skippedFolders: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'vendor',
  '.venv',
  'venv',
  'env',
  '.tox',
  '.nox',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  'site-packages',
  '.eggs',
  'target',
  'dist',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.gradle',
  '.idea',
  '.vs',
  'obj',
  'coverage',
  '.nyc_output',
  '.terraform',
  '.serverless',
  '.aws-sam',
  'cdk.out',
  '.groundwork',
  '.ipynb_checkpoints',
  '.cache',
  '.yarn',
  '.pnpm-store',
  'Pods',
  '.dart_tool',
  'elm-stuff',
  'mlruns',
]);

const binary =
  /\.(png|jpe?g|gif|ico|webp|avif|bmp|tiff?|pdf|woff2?|ttf|eot|otf|mp[34]|m4a|wav|ogg|flac|webm|mov|avi|mkv|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|class|so|a|o|dylib|dll|exe|pyc|pth?|bin|onnx|h5|hdf5|pkl|pickle|joblib|np[yz]|parquet|arrow|feather|map|psd|docx?|xlsx?|pptx?|wasm|pb|safetensors|gguf|db|sqlite3?|mo|po|pot|xlf|snap|eml|svg|lockb|min\.js|min\.css|tfstate|pem|key|crt|p12|csv|tsv|jsonl|har)$/i;

/** Content that says nothing about infrastructure, or must not be read. */
export const isOpaquePath = (path: string): boolean => binary.test(path);

/** Whether a scan would list this path at all: an editor may also have open what tools made or fetched. */
export const isListed = (path: string): boolean => {
  const folders = path.split('/').slice(0, -1);
  return folders.length <= limits.depth && !folders.some((name) => skippedFolders.has(name)) && !isOpaquePath(path);
};
