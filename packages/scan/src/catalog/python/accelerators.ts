import type { Library } from '../library.ts';

/** Libraries whose kernels are CUDA's: they do not load, or do nothing, without a GPU. `torch` alone runs anywhere. */
const required = [
  'flash-attn',
  'flash-attention',
  'bitsandbytes',
  'vllm',
  'tensorrt',
  'tensorrt-llm',
  'torch-tensorrt',
  'auto-gptq',
  'autoawq',
  'exllamav2',
  'xformers',
  'apex',
  'nvidia-dali-cuda110',
  'nvidia-dali-cuda120',
  'deepspeed',
  'deepspeed-mii',
  'sglang',
  'lmdeploy',
  'unsloth',
  'cupy',
  'cupy-cuda11x',
  'cupy-cuda12x',
  'cudf',
  'cudf-cu11',
  'cudf-cu12',
  'cuml',
  'cuml-cu11',
  'cuml-cu12',
  'pycuda',
  'mamba-ssm',
  'causal-conv1d',
  'transformer-engine',
  'faiss-gpu',
  'faiss-gpu-cu12',
  'nvidia-modelopt',
  'gptqmodel',
  'liger-kernel',
];

/** Builds for a GPU that fall back to the processor, and libraries that take one by themselves where there is one. */
const optional = [
  'onnxruntime-gpu',
  'tensorflow-gpu',
  'paddlepaddle-gpu',
  'sentence-transformers',
  'easyocr',
  'ultralytics',
  'openai-whisper',
  'faster-whisper',
  'whisperx',
  'flair',
  'langchain-huggingface',
  'llama-index-embeddings-huggingface',
  'llama-index-llms-huggingface',
  'stable-ts',
  'whisper-timestamped',
  'nvidia-ml-py',
  'pynvml',
];

const entry =
  (gpu: 'required' | 'optional') =>
  (name: string): Library => ({ language: 'python', packages: [name], modules: [], gpu });

export const acceleratorLibraries: readonly Library[] = [...required.map(entry('required')), ...optional.map(entry('optional'))];
