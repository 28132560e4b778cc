/** The tier a size of a flexible server belongs to: part of its name. */
export function tierOf(size: string): 'Burstable' | 'GeneralPurpose' | 'MemoryOptimized' {
  if (/^Standard_B/i.test(size)) return 'Burstable';
  return /^Standard_E/i.test(size) ? 'MemoryOptimized' : 'GeneralPurpose';
}
