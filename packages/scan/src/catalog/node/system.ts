/** Native modules that need shared libraries or programs at run time, as Debian packages. */
export const nativePackages: Readonly<Record<string, readonly string[]>> = {
  canvas: ['libcairo2', 'libpango-1.0-0', 'libjpeg62-turbo', 'libgif7', 'librsvg2-2'],
  puppeteer: ['chromium'],
  'puppeteer-core': ['chromium'],
  playwright: ['chromium'],
  'playwright-core': ['chromium'],
  'fluent-ffmpeg': ['ffmpeg'],
  gm: ['graphicsmagick'],
  imagemagick: ['imagemagick'],
  'node-poppler': ['poppler-utils'],
  'pdf-poppler': ['poppler-utils'],
  'node-tesseract-ocr': ['tesseract-ocr'],
  'node-libcurl': ['libcurl4'],
  'pg-native': ['libpq5'],
  oracledb: ['libaio1'],
  ibm_db: ['libxml2'],
};
