/** Gives the user a file, by the browser's own way of saving. @param name of the file; what a file system may not like is left out */
export function saveBlob(blob: Blob, name: string): void {
  const [, stem = name, ending = ''] = /^(.*?)(\.[a-z]+)$/.exec(name) ?? [];
  const plain = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${plain || 'faultline'}${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
