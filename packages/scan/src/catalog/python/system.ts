import type { Library } from '../library.ts';

/** Debian packages that wheels leave to the machine, by the packages that need them. */
const needs: Readonly<Record<string, readonly string[]>> = {
  'libgl1 libglib2.0-0': ['opencv-python', 'opencv-contrib-python'],
  'libglib2.0-0': ['opencv-python-headless', 'opencv-contrib-python-headless'],
  'tesseract-ocr': ['pytesseract', 'tesserocr'],
  'poppler-utils': ['pdf2image'],
  libmagic1: ['python-magic', 'filemagic'],
  ffmpeg: ['pydub', 'ffmpeg-python', 'openai-whisper', 'whisperx', 'whisper-timestamped', 'moviepy', 'audioread', 'yt-dlp', 'stable-ts'],
  'libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0': ['weasyprint', 'django-weasyprint', 'flask-weasyprint'],
  libsndfile1: ['soundfile', 'librosa'],
  libcairo2: ['pycairo', 'cairocffi', 'cairosvg'],
  'libxmlsec1 libxmlsec1-openssl': ['xmlsec', 'python3-saml', 'pysaml2', 'djangosaml2'],
  'libldap2 libsasl2-2': ['python-ldap', 'django-auth-ldap', 'bonsai'],
  'gdal-bin libgdal-dev': ['gdal', 'pygdal'],
  wkhtmltopdf: ['pdfkit', 'imgkit'],
  graphviz: ['graphviz', 'pygraphviz', 'pydot'],
  libgomp1: ['lightgbm'],
  libzbar0: ['pyzbar', 'zbar-py'],
  pandoc: ['pypandoc'],
  libdmtx0b: ['pylibdmtx'],
  'libusb-1.0-0': ['pyusb'],
  libportaudio2: ['sounddevice'],
  'portaudio19-dev': ['pyaudio'],
  git: ['gitpython', 'dvc'],
  'chromium chromium-driver': ['selenium'],
  libsnappy1v5: ['python-snappy'],
  'espeak-ng': ['phonemizer', 'pyttsx3'],
  libleveldb1d: ['plyvel'],
  'libgraphicsmagick++-q16-12': ['pgmagick'],
  'libmagickwand-6.q16-6': ['wand'],
  libvips42: ['pyvips'],
  'ghostscript tesseract-ocr qpdf': ['ocrmypdf'],
  'libkrb5-3': ['pykerberos', 'gssapi', 'requests-kerberos'],
  libsodium23: ['pysodium'],
  'libenchant-2-2': ['pyenchant'],
  'libhunspell-1.7-0': ['hunspell'],
  'default-jre-headless': ['pyspark', 'tabula-py', 'konlpy', 'jpype1', 'h2o', 'language-tool-python'],
};

export const systemLibraries: readonly Library[] = Object.entries(needs).flatMap(([debian, packages]) =>
  packages.map((name): Library => ({ language: 'python', packages: [name], modules: [], systemPackages: debian.split(' ') })),
);
