/** Puts a picture or a text on the clipboard. @returns what became of it, in words */
export async function copyBlob(blob: Blob): Promise<string> {
  try {
    if (blob.type === 'image/png') await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    else await navigator.clipboard.writeText(await blob.text());
    return 'Copied.';
  } catch {
    return 'The clipboard cannot be written. Save it instead.';
  }
}
