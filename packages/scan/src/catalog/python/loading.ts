/** Calls that bring a trained model into memory, by canonical name. */
export const modelLoaders: readonly string[] = [
  'torch.load',
  'torch.jit.load',
  'torch.hub.load',
  'whisper.load_model',
  'faster_whisper.WhisperModel',
  'whisperx.load_model',
  'ultralytics.YOLO',
  'onnxruntime.InferenceSession',
  'tensorflow.keras.models.load_model',
  'tensorflow.saved_model.load',
  'tensorflow.lite.Interpreter',
  'tflite_runtime.interpreter.Interpreter',
  'keras.models.load_model',
  'keras.saving.load_model',
  'mlflow.pyfunc.load_model',
  'mlflow.sklearn.load_model',
  'mlflow.pytorch.load_model',
  'transformers.pipeline',
  'transformers.pipelines.pipeline',
  'xgboost.Booster',
  'lightgbm.Booster',
  'vllm.LLM',
  'vllm.AsyncLLMEngine.from_engine_args',
  'vllm.engine.async_llm_engine.AsyncLLMEngine.from_engine_args',
  'llama_cpp.Llama',
  'ctransformers.AutoModelForCausalLM.from_pretrained',
  'gpt4all.GPT4All',
  'easyocr.Reader',
  'paddleocr.PaddleOCR',
  'fasttext.load_model',
  'skops.io.load',
  'autogluon.tabular.TabularPredictor.load',
  'segment_anything.SamPredictor',
  'insightface.app.FaceAnalysis',
  'open_clip.create_model_and_transforms',
  'clip.load',
  'TTS.api.TTS',
  'nemo.collections.asr.models.ASRModel.from_pretrained',
  'flair.models.SequenceTagger.load',
  'stanza.Pipeline',
  'gensim.models.KeyedVectors.load_word2vec_format',
  'fastai.learner.load_learner',
  'fastai.vision.all.load_learner',
  'pycaret.classification.load_model',
  'pycaret.regression.load_model',
];

/** Packages that bring a class per architecture, all loaded by one method: `transformers.AutoModelForCausalLM.from_pretrained`. */
export const modelFamilies: readonly string[] = [
  'transformers',
  'diffusers',
  'peft',
  'optimum',
  'auto_gptq',
  'awq',
  'parler_tts',
  'audiocraft',
];

/** Of such a package, what is a model rather than a tokenizer or a processor. */
export const familyMember =
  /(Model|Pipeline|Classification|LM|Generation|Detection|Segmentation|Answering|Gen)\w*\.(from_pretrained|get_pretrained)$/;

/** Calls that read any pickled object: a model only where a library that trains models is at hand. */
export const unpickling: readonly string[] = [
  'joblib.load',
  'sklearn.externals.joblib.load',
  'pickle.load',
  'pickle.loads',
  'cloudpickle.load',
  'dill.load',
];

/** Modules of libraries whose models people pickle. */
export const pickledModels: readonly string[] = [
  'sklearn',
  'xgboost',
  'lightgbm',
  'catboost',
  'statsmodels',
  'prophet',
  'surprise',
  'imblearn',
  'implicit',
  'torch',
  'tensorflow',
  'keras',
];

/** The packages those modules come from, where a server needs them without importing them. */
export const pickledPackages: readonly string[] = [
  'scikit-learn',
  'sklearn',
  'xgboost',
  'lightgbm',
  'catboost',
  'statsmodels',
  'prophet',
  'scikit-surprise',
  'imbalanced-learn',
  'implicit',
];
