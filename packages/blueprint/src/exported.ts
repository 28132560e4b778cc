/** Stands at the beginning of every file that was exported: what was read from the code is not read back as if a person had said it. */
export const exportedMark = 'Made by gw export';

/** Whether a text is an export of ours. A person who takes a file over takes the line out. */
export const isExported = (text: string): boolean => text.slice(0, 400).includes(exportedMark);
