/** How models that were trained alike are told what to fill in. */
export interface Family {
  readonly name: string;
  /** What their names have in common, in lower case. */
  readonly models: RegExp;
  /** The file with the hole: `{path}`, `{prefix}` and `{suffix}` stand for those. */
  readonly fill: string;
  /** What stands before everything (`{repository}`), and each further file (`{path}`, `{text}`); `null` where other files are comments in the prefix. */
  readonly repository: { readonly head: string; readonly file: string } | null;
  /** What ends an answer, and what text of a repository must not hold as it stands. */
  readonly tokens: readonly string[];
  /** Where it is written down. */
  readonly source: string;
}

const angled = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>', '<fim_pad>', '<|endoftext|>'];
const piped = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|fim_pad|>', '<|endoftext|>'];

/** The first whose `models` fits is meant: those with a narrower name stand before those with a wider one. */
export const families: readonly Family[] = [
  {
    name: 'qwen-coder',
    models: /qwen(2\.5|3|-?3)?[-_.]?(\d+(\.\d+)?[-_])?coder|qwen3-coder/,
    fill: '<|file_sep|>{path}\n<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>',
    repository: { head: '<|repo_name|>{repository}\n', file: '<|file_sep|>{path}\n{text}\n' },
    tokens: [...piped, '<|repo_name|>', '<|file_sep|>', '<|im_start|>', '<|im_end|>'],
    source: 'https://github.com/QwenLM/Qwen3-Coder/blob/main/examples/Qwen2.5-Coder-repolevel-fim.py',
  },
  {
    name: 'codeqwen',
    models: /codeqwen/,
    fill: '<file_sep>{path}\n<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>',
    repository: { head: '<reponame>{repository}\n', file: '<file_sep>{path}\n{text}\n' },
    tokens: [...angled, '<reponame>', '<file_sep>', '<|im_start|>', '<|im_end|>'],
    source: 'https://github.com/QwenLM/CodeQwen1.5#3-file-level-code-completion-fill-in-the-middle',
  },
  {
    name: 'starcoder2',
    models: /starcoder[-_]?2|stable-?code/,
    fill: '<file_sep>{path}\n<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>',
    repository: { head: '<repo_name>{repository}', file: '<file_sep>{path}\n{text}\n' },
    tokens: [...angled, '<repo_name>', '<file_sep>'],
    source: 'https://arxiv.org/abs/2402.19173 (section 5.1, repository context)',
  },
  {
    name: 'starcoder',
    models: /starcoder|santacoder|refact/,
    fill: '<fim_prefix><filename>{path}\n{prefix}<fim_suffix>{suffix}<fim_middle>',
    repository: null,
    tokens: [...angled, '<filename>', '<reponame>'],
    source: 'https://huggingface.co/bigcode/starcoder#fill-in-the-middle',
  },
  {
    name: 'codellama',
    models: /code-?llama/,
    fill: '<PRE> {prefix} <SUF>{suffix} <MID>',
    repository: null,
    tokens: ['<PRE>', '<SUF>', '<MID>', '<EOT>'],
    source: 'https://github.com/meta-llama/codellama/blob/main/llama/generation.py (infilling_prompt_tokens)',
  },
  {
    name: 'deepseek-coder',
    models: /deepseek/,
    fill: '<｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>',
    repository: null,
    tokens: ['<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>', '<｜end▁of▁sentence｜>', '<|EOT|>'],
    source: 'https://github.com/deepseek-ai/DeepSeek-Coder#2code-insertion',
  },
  {
    name: 'codestral',
    models: /codestral|devstral/,
    fill: '[SUFFIX]{suffix}[PREFIX]+++++ {path}\n{prefix}',
    repository: { head: '', file: '+++++ {path}\n{text}\n' },
    tokens: ['[PREFIX]', '[SUFFIX]', '[MIDDLE]', '</s>', '+++++ '],
    source: 'https://github.com/mistralai/mistral-common (encode_fim)',
  },
  {
    name: 'codegemma',
    models: /codegemma/,
    fill: '{path}\n<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>',
    repository: { head: '', file: '{path}\n{text}<|file_separator|>' },
    tokens: [...piped, '<|file_separator|>', '<eos>', '<end_of_turn>'],
    source: 'https://ai.google.dev/gemma/docs/codegemma/prompt-structure',
  },
  {
    name: 'granite-code',
    models: /granite[-_]?(3b|8b|20b|34b)?[-_]?code/,
    fill: '<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>',
    repository: null,
    tokens: [...angled, '<filename>', '<reponame>'],
    source: 'https://github.com/ibm-granite/granite-code-models#infilling',
  },
  {
    name: 'granite',
    models: /granite/,
    fill: '<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>',
    repository: null,
    tokens: [...piped, '<|end_of_text|>', '<|filename|>', '<|reponame|>'],
    source: 'https://www.ibm.com/granite/docs/models/granite (fill in the middle)',
  },
  {
    name: 'mellum',
    models: /mellum/,
    fill: '<filename>{path}\n<fim_suffix>{suffix}<fim_prefix>{prefix}<fim_middle>',
    repository: { head: '', file: '<filename>{path}\n{text}\n' },
    tokens: [...angled, '<filename>', '<reponame>'],
    source: 'https://huggingface.co/JetBrains/Mellum-4b-base',
  },
  {
    name: 'seed-coder',
    models: /seed[-_]?coder/,
    fill: '<[fim-suffix]>{suffix}<[fim-prefix]>{prefix}<[fim-middle]>',
    repository: null,
    tokens: ['<[fim-suffix]>', '<[fim-prefix]>', '<[fim-middle]>', '<[end▁of▁sentence]>'],
    source: 'https://huggingface.co/ByteDance-Seed/Seed-Coder-8B-Base#fill-in-the-middle-fim-example',
  },
];

/** The family of a model by its name (`qwen2.5-coder:7b`, `bigcode/starcoder2-3b`); `null` where none is known. */
export const familyOf = (model: string): Family | null => families.find(({ models }) => models.test(model.toLowerCase())) ?? null;

/** Instruction-tuned models of these families fill in as the base models do; of all others only a chat is known to work. */
export const canFill = (model: string): boolean => familyOf(model) !== null;
