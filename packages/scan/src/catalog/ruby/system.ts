import type { Library } from '../library.ts';

const needs = (systemPackages: readonly string[], ...packages: readonly string[]): Library => ({
  language: 'ruby',
  packages,
  modules: [],
  systemPackages,
});

/** Debian packages that gems load or call at run time. */
export const systemLibraries: readonly Library[] = [
  needs(['libpq5'], 'pg'),
  needs(['default-mysql-client', 'libmariadb3'], 'mysql2'),
  needs(['libsqlite3-0'], 'sqlite3'),
  needs(['freetds-bin', 'libsybdb5'], 'tiny_tds'),
  needs(['libvips42'], 'ruby-vips', 'image_processing', 'carrierwave-vips'),
  needs(['imagemagick'], 'mini_magick', 'rmagick', 'kt-paperclip', 'paperclip', 'dragonfly'),
  needs(['ffmpeg'], 'streamio-ffmpeg'),
  needs(['wkhtmltopdf'], 'wicked_pdf', 'pdfkit'),
  needs(['chromium'], 'grover', 'ferrum', 'ferrum_pdf'),
  needs(['libmagic1'], 'ruby-filemagic', 'ruby-magic'),
  needs(['libidn12'], 'idn-ruby'),
  needs(['libicu-dev'], 'charlock_holmes'),
  needs(['libyaml-0-2'], 'psych'),
  needs(['libsodium23'], 'rbnacl'),
  needs(['libcurl4'], 'curb', 'typhoeus', 'ethon'),
  needs(['librdkafka1'], 'rdkafka'),
  needs(['libxml2', 'libxslt1.1'], 'libxml-ruby'),
  needs(['libgmp10'], 'gmp'),
  needs(['libre2-9'], 're2'),
  needs(['poppler-utils'], 'pdf-toolkit', 'docsplit'),
  needs(['libjemalloc2'], 'jemalloc'),
  needs(['tesseract-ocr'], 'rtesseract'),
  needs(['git'], 'rugged', 'git'),
];
