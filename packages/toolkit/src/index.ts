export { scanFolder, type ScanOptions, type ScanResult } from './scan-folder.ts';
